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
 * @param period when it goes on
 * @param casting who does it to whom
 */
record SingleScenario(
        String name,
        String description,
        String rule,
        List<String> also,
        String technique,
        double flowsPerSecond,
        Period period,
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
     * @param scopes what alerts are about that name no host; empty where they name one
     */
    record Cast(Activity activity, List<Host> entities, List<String> scopes) {
        static Cast of(Activity activity, Host... entities) {
            return new Cast(activity, List.of(entities), List.of());
        }

        /** One that alerts are about by scope. */
        static Cast about(Activity activity, String... scopes) {
            return new Cast(activity, List.of(), List.of(scopes));
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
                name,
                description,
                name,
                List.of(),
                technique,
                flowsPerSecond,
                Period.ALWAYS,
                casting);
    }

    static SingleScenario lookAlike(
            String name, String description, double flowsPerSecond, Casting casting) {
        return new SingleScenario(
                name,
                description,
                Expectation.NOTHING,
                List.of(),
                "",
                flowsPerSecond,
                Period.ALWAYS,
                casting);
    }

    /** The same, found by a rule of another name. */
    SingleScenario foundBy(String otherRule) {
        return new SingleScenario(
                name, description, otherRule, also, technique, flowsPerSecond, period, casting);
    }

    /** The same, of which these rules may speak too. */
    SingleScenario alsoFoundBy(String... otherRules) {
        return new SingleScenario(
                name,
                description,
                rule,
                List.of(otherRules),
                technique,
                flowsPerSecond,
                period,
                casting);
    }

    /** The same, only then. */
    SingleScenario during(Period otherPeriod) {
        return new SingleScenario(
                name, description, rule, also, technique, flowsPerSecond, otherPeriod, casting);
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
                        cast.entities().stream().map(Host::address).toList(),
                        cast.scopes());
        return new Attack(name, expected, cast.activity(), flowsPerSecond, period);
    }
}
