package io.weir.job.generate;

import io.weir.job.generate.Attack.Expectation;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A scenario of one attack or look-alike.
 *
 * @param rule the id of the rule that should find it, or {@link Expectation#NOTHING}
 * @param also ids of rules that are right as well if they find it
 * @param technique of MITRE ATT&amp;CK, such as T1046; empty where none is obvious
 * @param flowsPerSecond how fast, where the rate of the simulation allows
 * @param casting who does it to whom
 */
record SingleScenario(
        String name,
        String description,
        String rule,
        List<String> also,
        String technique,
        double flowsPerSecond,
        Casting casting)
        implements Scenario {

    /** Gives the parts to hosts of the network. */
    @FunctionalInterface
    interface Casting {
        Cast in(Network network, SplittableRandom random);
    }

    /**
     * Who does it.
     *
     * @param activity makes the flows
     * @param entities whom an alert should name, at least one of them; empty where it names nobody
     */
    record Cast(Activity activity, List<Host> entities) {
        static Cast of(Activity activity, Host... entities) {
            return new Cast(activity, List.of(entities));
        }
    }

    /** An attack whose rule has its name. */
    static SingleScenario attack(
            String name,
            String description,
            String technique,
            double flowsPerSecond,
            Casting casting) {
        return new SingleScenario(
                name, description, name, List.of(), technique, flowsPerSecond, casting);
    }

    static SingleScenario lookAlike(
            String name, String description, double flowsPerSecond, Casting casting) {
        return new SingleScenario(
                name, description, Expectation.NOTHING, List.of(), "", flowsPerSecond, casting);
    }

    /** The same, found by a rule of another name. */
    SingleScenario foundBy(String otherRule) {
        return new SingleScenario(
                name, description, otherRule, also, technique, flowsPerSecond, casting);
    }

    /** The same, of which these rules may speak too. */
    SingleScenario alsoFoundBy(String... otherRules) {
        return new SingleScenario(
                name, description, rule, List.of(otherRules), technique, flowsPerSecond, casting);
    }

    @Override
    public List<SingleScenario> parts() {
        return List.of(this);
    }

    /** The attack, a new one for each run. */
    Attack attack(Network network, SplittableRandom random) {
        Cast cast = casting.in(network, random);
        Expectation expected =
                new Expectation(
                        rule,
                        also,
                        technique,
                        cast.entities().stream().map(Host::address).toList());
        return new Attack(name, expected, cast.activity(), flowsPerSecond);
    }
}
