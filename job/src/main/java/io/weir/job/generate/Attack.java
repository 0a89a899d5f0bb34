package io.weir.job.generate;

import io.weir.codec.IpAddress;
import java.util.List;

/**
 * An activity that a detection should find, or one that only looks like it.
 *
 * @param scenario the name of the scenario that it is
 * @param expected what detections should say of it
 * @param activity makes the flows
 * @param flowsPerSecond how fast, where the rate of the simulation allows
 * @param period when it goes on
 */
record Attack(
        String scenario,
        Expectation expected,
        Activity activity,
        double flowsPerSecond,
        Period period) {

    /**
     * What detections should say.
     *
     * @param rule the id of the rule that finds it, or {@link #NOTHING}
     * @param also ids of rules that are right as well if they find it
     * @param technique of MITRE ATT&amp;CK, such as T1046; empty where none is obvious
     * @param entities the addresses that the alert should name, at least one of them; empty where
     *     it names no address of a host
     * @param scopes what an alert should be about, one of them, where it names no host; empty where
     *     any scope is right
     */
    record Expectation(
            String rule,
            List<String> also,
            String technique,
            List<IpAddress> entities,
            List<String> scopes) {

        /** No rule should say anything. */
        static final String NOTHING = "none";

        Expectation {
            also = List.copyOf(also);
            entities = List.copyOf(entities);
            scopes = List.copyOf(scopes);
        }

        boolean isNothing() {
            return rule.equals(NOTHING);
        }
    }
}
