package io.weir.job.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a minute at the default rate holds: the truth that detections are measured by. */
class ScenariosTest {

    private static final int RATE = 1_000;
    private static final long START_MICROS = 1_790_000_000_000_000L;
    private static final long MINUTE_MICROS = 60_000_000;
    private static final Network NETWORK = new Network(SimulationOptions.PROTOCOLS);
    private static final String HORIZONTAL_SCANNER = "203.0.113.66";
    private static final String VERTICAL_SCANNER = "203.0.113.77";
    private static final String GUESSER = "203.0.113.22";
    private static final String SUSPECT = "10.3.0.99";

    /** What a detection sees of a flow. */
    private record Seen(
            String source,
            String destination,
            int protocol,
            int sourcePort,
            int destinationPort,
            int tcpFlags,
            int site,
            boolean ipv6,
            int instance) {

        static Seen of(SimulatedFlow flow) {
            return new Seen(
                    flow.source().address().toString(),
                    flow.destination().address().toString(),
                    flow.protocol(),
                    flow.sourcePort(),
                    flow.destinationPort(),
                    flow.tcpFlags(),
                    flow.site(),
                    flow.isIpv6(),
                    flow.instance());
        }

        boolean isSynOnly() {
            return protocol == SimulatedFlow.TCP && tcpFlags == SimulatedFlow.SYN;
        }

        boolean isUnreachable() {
            return protocol == SimulatedFlow.ICMP && destinationPort >>> 8 == 3;
        }
    }

    @Test
    void horizontalScannerAsksManyHostsOfAllSitesForOnePort() {
        List<Seen> scan = minuteOf("syn-scan", flow -> flow.source().equals(HORIZONTAL_SCANNER));

        assertThat(scan).allMatch(Seen::isSynOnly);
        assertThat(scan).extracting(Seen::destination).doesNotHaveDuplicates();
        assertThat(scan).extracting(Seen::destinationPort).containsOnly(445);
        assertThat(scan).extracting(Seen::site).contains(0, 1, 2);
        assertThat(scan).hasSizeBetween(800, 1_200);
    }

    @Test
    void verticalScannerAsksOneHostForManyPorts() {
        List<Seen> scan = minuteOf("syn-scan", flow -> flow.source().equals(VERTICAL_SCANNER));

        assertThat(scan).allMatch(Seen::isSynOnly);
        assertThat(scan).extracting(Seen::destination).containsOnly("10.1.0.80");
        assertThat(scan).extracting(Seen::destinationPort).doesNotHaveDuplicates();
        assertThat(scan).hasSizeBetween(800, 1_200);
    }

    @Test
    void suspectDrawsUnreachablesFromManyHosts() {
        List<Seen> drawn = minuteOf("icmp-unreachable", Seen::isUnreachable);

        assertThat(drawn).extracting(Seen::destination).containsOnly(SUSPECT);
        assertThat(drawn.stream().map(Seen::source).distinct().count()).isGreaterThan(500);
        assertThat(drawn).extracting(Seen::destinationPort).contains(0x301, 0x303, 0x30d);
    }

    @Test
    void guesserOpensManyCompleteSessionsToOneSshServer() {
        List<Seen> sessions = minuteOf("login-brute-force", flow -> flow.source().equals(GUESSER));

        assertThat(sessions).hasSizeBetween(550, 650);
        assertThat(sessions).extracting(Seen::destination).containsOnly("10.2.0.22");
        assertThat(sessions).extracting(Seen::destinationPort).containsOnly(22);
        assertThat(sessions).extracting(Seen::tcpFlags).containsOnly(0x1b);
    }

    @Test
    void everyAttackTakesPlaceInAll() {
        List<Seen> all = minuteOf("all", flow -> true);

        assertThat(all)
                .extracting(Seen::source)
                .contains(HORIZONTAL_SCANNER, VERTICAL_SCANNER, GUESSER, SUSPECT);
        assertThat(all).hasSizeBetween(60 * RATE, 60 * RATE + 1);
    }

    @Test
    void anomaliesBeginWhenThereWasTimeToLearnAndEndAgain() throws IOException {
        TrafficMix mix = mix("anomalies", RATE);
        TreeSet<Long> fanOut = new TreeSet<>();
        TreeSet<Long> burst = new TreeSet<>();
        while (mix.dueMicros() < START_MICROS + 8 * MINUTE_MICROS) {
            long second = (mix.dueMicros() - START_MICROS) / 1_000_000;
            mix.next(
                    flow -> {
                        if (flow.instance() != SimulatedFlow.NORMAL) {
                            (flow.instance() == 0 ? fanOut : burst).add(second);
                        }
                    });
        }

        assertThat(fanOut.first()).isEqualTo(180);
        assertThat(fanOut.last()).isBetween(299L, 300L);
        assertThat(burst.first()).isEqualTo(300);
        assertThat(burst.last()).isBetween(418L, 420L);
    }

    @Test
    void attacksLeaveHalfOfALowRateToNormalTraffic() {
        List<Seen> flows = flowsOf("all", 20);

        assertThat(flows.stream().filter(f -> f.instance() != SimulatedFlow.NORMAL).count())
                .isBetween(500L, 650L);
        assertThat(flows.stream().filter(f -> f.destinationPort() == 443).count())
                .isGreaterThan(100);
    }

    @ParameterizedTest
    @ValueSource(ints = {RATE, 50 * RATE})
    void normalTrafficHoldsNothingThatLooksLikeAnAttack(int rate) {
        List<Seen> flows = flowsOf("normal", rate);

        assertThat(flows).noneMatch(Seen::isUnreachable);
        assertThat(distinctDestinations(flows, Seen::isSynOnly).values())
                .isNotEmpty()
                .allMatch(count -> count == 1);
        assertThat(flows)
                .extracting(Seen::source)
                .noneMatch(source -> source.startsWith("203.0.113."));
    }

    @Test
    void normalTrafficIsMixedAndHeavyTailed() {
        List<Seen> flows = flowsOf("normal", RATE);

        assertThat(flows).extracting(Seen::protocol).contains(1, 6, 17, 58);
        assertThat(flows).extracting(Seen::destinationPort).contains(22, 53, 80, 123, 443, 993);
        assertThat(flows).filteredOn(Seen::ipv6).extracting(Seen::site).containsOnly(1, 2);
        Map<String, Long> byClient =
                flows.stream()
                        .filter(flow -> flow.source().startsWith("10.1.1."))
                        .collect(Collectors.groupingBy(Seen::source, Collectors.counting()));
        assertThat(byClient.get("10.1.1.1")).isGreaterThan(50 * byClient.get("10.1.1.250"));
    }

    @Test
    void answersMostSessions() {
        List<Seen> flows = flowsOf("normal", RATE);

        long toWeb = flows.stream().filter(f -> f.destinationPort() == 443).count();
        long fromWeb = flows.stream().filter(f -> f.sourcePort() == 443).count();
        assertThat(fromWeb).isBetween(toWeb * 95 / 100, toWeb);
    }

    @Test
    void namesEachScenarioOnce() {
        assertThat(Scenarios.names())
                .startsWith("normal", "all", "look-alikes")
                .contains("syn-scan", "syn-scan-slow", "brute-force", "login-brute-force")
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z0-9]+(-[a-z0-9]+)*"));
    }

    @Test
    void siteAddressesAreDistinct() {
        List<IpAddress> exporters = new ArrayList<>();
        List<IpAddress> servers = new ArrayList<>();
        for (int site = 0; site < AddressPlan.MAX_SITES; site++) {
            exporters.add(AddressPlan.exporter(site));
            servers.add(AddressPlan.server(site, AddressPlan.WEB_SERVER, false).address());
        }

        assertThat(exporters).doesNotHaveDuplicates().doesNotContain(AddressPlan.COLLECTOR);
        assertThat(servers).doesNotHaveDuplicates();
        assertThat(servers.get(251)).hasToString("10.2.16.80");
    }

    private static Map<String, Long> distinctDestinations(
            List<Seen> flows, Predicate<Seen> predicate) {
        return flows.stream()
                .filter(predicate)
                .collect(
                        Collectors.groupingBy(
                                Seen::source,
                                Collectors.collectingAndThen(
                                        Collectors.mapping(Seen::destination, Collectors.toSet()),
                                        destinations -> (long) destinations.size())));
    }

    private static List<Seen> minuteOf(String scenario, Predicate<Seen> predicate) {
        return flowsOf(scenario, RATE).stream().filter(predicate).toList();
    }

    private static List<Seen> flowsOf(String scenario, int rate) {
        TrafficMix mix = mix(scenario, rate);
        List<Seen> flows = new ArrayList<>();
        try {
            while (mix.dueMicros() < START_MICROS + MINUTE_MICROS) {
                mix.next(flow -> flows.add(Seen.of(flow)));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return flows;
    }

    private static TrafficMix mix(String scenario, int rate) {
        SplittableRandom random = new SplittableRandom(1);
        return new TrafficMix(
                new NormalTraffic(NETWORK, ExporterOptions.defaults(), random.split()),
                Scenarios.attacks(scenario, NETWORK, random),
                rate,
                START_MICROS);
    }
}
