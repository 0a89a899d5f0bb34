package io.weir.job.generate;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** The scenarios there are. */
public final class Scenarios {

    private static final List<Scenario> ATTACKS =
            List.of(new SynScan(), new IcmpUnreachable(), new LoginBruteForce());

    private static final List<Scenario> ALL =
            Stream.<Stream<Scenario>>of(
                            Stream.of(new Normal()), ATTACKS.stream(), Stream.of(new Everything()))
                    .flatMap(scenarios -> scenarios)
                    .toList();

    private Scenarios() {}

    /** The names of all scenarios. */
    public static List<String> names() {
        return ALL.stream().map(Scenario::name).toList();
    }

    /** A line for each scenario: its name and what happens. */
    public static List<String> descriptions() {
        return ALL.stream().map(s -> s.name() + ": " + s.description()).toList();
    }

    static Optional<Scenario> named(String name) {
        return ALL.stream().filter(scenario -> scenario.name().equals(name)).findFirst();
    }

    /** Normal traffic, and nothing that a detection should find. */
    private static final class Normal implements Scenario {

        @Override
        public String name() {
            return "normal";
        }

        @Override
        public String description() {
            return "web, DNS, NTP, mail, ssh, database and ping, IPv4 and IPv6";
        }

        @Override
        public List<Attack> attacks(Network network, SplittableRandom random) {
            return List.of();
        }
    }

    /** Every attack at once. */
    private static final class Everything implements Scenario {

        @Override
        public String name() {
            return "all";
        }

        @Override
        public String description() {
            return "every attack at once";
        }

        @Override
        public List<Attack> attacks(Network network, SplittableRandom random) {
            return ATTACKS.stream()
                    .flatMap(scenario -> scenario.attacks(network, random).stream())
                    .toList();
        }
    }
}
