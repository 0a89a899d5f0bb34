package io.weir.job.generate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** The scenarios there are. */
public final class Scenarios {

    private static final String SEPARATOR = ",";

    private static final List<Scenario> GROUPS =
            List.of(
                    new ScenarioGroup(
                            "normal",
                            "web, DNS, NTP, mail, ssh, database and ping, IPv4 and IPv6",
                            List.of()),
                    new ScenarioGroup("all", "every attack at once", Attacks.ALL),
                    new ScenarioGroup("look-alikes", "every look-alike at once", LookAlikes.ALL),
                    group("syn-scan", Attacks.SYN_SCANS),
                    group("brute-force", Attacks.BRUTE_FORCES),
                    new ScenarioGroup(
                            "login-brute-force",
                            "brute-force-ssh",
                            Attacks.BRUTE_FORCES.subList(0, 1)),
                    group("worms", Attacks.WORMS),
                    group("spoofed-sources", Attacks.SPOOFINGS),
                    new ScenarioGroup(
                            "anomalies", "every anomaly, each at its time", Anomalies.ALL));

    private static final List<Scenario> ALL =
            Stream.of(GROUPS, Attacks.ALL, Anomalies.ALL, LookAlikes.ALL)
                    .<Scenario>flatMap(List::stream)
                    .toList();

    private Scenarios() {}

    /** The names of all scenarios. */
    public static List<String> names() {
        return ALL.stream().map(Scenario::name).toList();
    }

    /**
     * The names in a list like {@code syn-scan-horizontal,dns-reflection} that no scenario has.
     *
     * @return empty if the list can be simulated
     */
    public static List<String> unknownIn(String list) {
        return split(list).filter(name -> named(name).isEmpty()).toList();
    }

    static List<Scenario> all() {
        return ALL;
    }

    /**
     * The attacks and look-alikes of a list of scenarios, each once. Each takes its own random
     * numbers from the given.
     */
    static List<Attack> attacks(String list, Network network, SplittableRandom random) {
        Set<SingleScenario> parts = new LinkedHashSet<>();
        split(list).forEach(name -> parts.addAll(named(name).orElseThrow().parts()));
        List<Attack> attacks = new ArrayList<>();
        for (SingleScenario part : parts) {
            attacks.add(part.attack(network, random.split()));
        }
        return attacks;
    }

    private static Optional<Scenario> named(String name) {
        return ALL.stream().filter(scenario -> scenario.name().equals(name)).findFirst();
    }

    private static Stream<String> split(String list) {
        return Stream.of(list.split(SEPARATOR, -1)).map(String::strip);
    }

    private static Scenario group(String name, List<SingleScenario> parts) {
        List<String> names = parts.stream().map(SingleScenario::name).toList();
        return new ScenarioGroup(name, String.join(", ", names), parts);
    }
}
