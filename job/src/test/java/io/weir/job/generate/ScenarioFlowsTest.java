package io.weir.job.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.flow.ExportProtocol;
import io.weir.job.generate.ReadExports.Exported;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each scenario is, after export and decoding, what its name says. */
class ScenarioFlowsTest {

    private static final Duration LENGTH = Duration.ofSeconds(60);
    private static final Map<ExportProtocol, ReadExports> EXPORTS =
            new EnumMap<>(ExportProtocol.class);

    @TempDir private static Path folder;

    @BeforeAll
    static void exportEverything() throws IOException {
        for (ExportProtocol protocol : protocols()) {
            SimulationOptions options =
                    SimulationOptions.defaults()
                            .withProtocols(List.of(protocol))
                            .withScenario("all,look-alikes")
                            .withDuration(LENGTH);
            Path own = Files.createDirectory(folder.resolve(protocol.name()));
            EXPORTS.put(protocol, ReadExports.of(options, own));
        }
    }

    static Collection<ExportProtocol> protocols() {
        List<ExportProtocol> protocols = new ArrayList<>(SimulationOptions.PROTOCOLS);
        protocols.add(ExportProtocol.SFLOW_V5);
        return protocols;
    }

    /** Those that export flows, not packets. */
    static Collection<ExportProtocol> flowProtocols() {
        return SimulationOptions.PROTOCOLS;
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void horizontalScannersAskManyHostsForOnePort(ExportProtocol protocol) {
        List<Exported> probes = sent(protocol, "syn-scan-horizontal", "203.0.113.66");
        List<Exported> slow = sent(protocol, "syn-scan-slow", "203.0.113.67");

        assertThat(probes).allMatch(Exported::isSynOnly).hasSizeGreaterThan(300);
        assertThat(probes).extracting(Exported::destination).doesNotHaveDuplicates();
        assertThat(probes).extracting(Exported::destinationPort).containsOnly(445);
        assertThat(slow).allMatch(Exported::isSynOnly).hasSizeBetween(2, 4);
        assertThat(slow).extracting(Exported::destinationPort).containsOnly(3389);
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void verticalScannerAsksOneHostForManyPorts(ExportProtocol protocol) {
        List<Exported> probes = sent(protocol, "syn-scan-vertical", "203.0.113.77");

        assertThat(probes).allMatch(Exported::isSynOnly).hasSizeGreaterThan(300);
        assertThat(probes).extracting(Exported::destination).containsOnly("10.1.0.80");
        assertThat(probes).extracting(Exported::destinationPort).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void blockScannerAsksManyHostsForTheSamePorts(ExportProtocol protocol) {
        List<Exported> probes = sent(protocol, "syn-scan-block", "203.0.113.70");

        assertThat(probes).allMatch(Exported::isSynOnly);
        assertThat(distinct(probes, Exported::destination)).isGreaterThan(15);
        assertThat(probes)
                .extracting(Exported::destinationPort)
                .containsOnly(BlockSynScan.PORTS.toArray(Integer[]::new));
    }

    @ParameterizedTest
    @MethodSource("flowProtocols")
    void openResolverAnswersOneHostVeryMuchAndNameServerManyALittle(ExportProtocol protocol) {
        Map<String, Long> answered = answeredBytes(protocol, "open-reflector");
        Map<String, Long> served = answeredBytes(protocol, "public-name-server");

        assertThat(answered).hasSize(1);
        assertThat(answered.values()).allMatch(bytes -> bytes > 10 << 20);
        assertThat(served).hasSizeGreaterThan(300);
        assertThat(served.values()).allMatch(bytes -> bytes < 1 << 20);
    }

    private static Map<String, Long> answeredBytes(ExportProtocol protocol, String scenario) {
        return sent(protocol, scenario, entity(protocol, scenario)).stream()
                .filter(flow -> flow.protocol() == SimulatedFlow.UDP)
                .filter(flow -> flow.bytes() / flow.packets() > 1_000)
                .collect(
                        Collectors.groupingBy(
                                Exported::destination, Collectors.summingLong(Exported::bytes)));
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void listedHostIsAnswered(ExportProtocol protocol) {
        List<Exported> flows = EXPORTS.get(protocol).flowsOf("threat-session");
        String server = entity(protocol, "threat-session");

        assertThat(flows).isNotEmpty().allMatch(flow -> flow.touches("203.0.113.98"));
        assertThat(flows)
                .filteredOn(flow -> flow.source().equals(server))
                .isNotEmpty()
                .allMatch(flow -> flow.destination().equals("203.0.113.98"));
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void udpScannerIsAnsweredByUnreachablesAlone(ExportProtocol protocol) {
        List<Exported> flows = EXPORTS.get(protocol).flowsOf("udp-scan");
        List<Exported> probes = sent(protocol, "udp-scan", "203.0.113.68");

        assertThat(probes).allMatch(flow -> flow.protocol() == SimulatedFlow.UDP);
        assertThat(distinct(probes, Exported::destination)).isGreaterThan(300);
        assertThat(flows)
                .filteredOn(flow -> flow.destination().equals("203.0.113.68"))
                .isNotEmpty()
                .allMatch(flow -> flow.icmpType() == IcmpType.UNREACHABLE);
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void sweeperPingsManyHosts(ExportProtocol protocol) {
        List<Exported> pings = sent(protocol, "icmp-sweep", "203.0.113.69");

        assertThat(pings).allMatch(flow -> flow.icmpType() == IcmpType.ECHO_REQUEST);
        assertThat(distinct(pings, Exported::destination)).isGreaterThan(300);
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void infectedHostDrawsUnreachablesFromMany(ExportProtocol protocol) {
        List<Exported> drawn =
                EXPORTS.get(protocol).flowsOf("icmp-unreachable").stream()
                        .filter(flow -> flow.icmpType() == IcmpType.UNREACHABLE)
                        .toList();

        assertThat(drawn).extracting(Exported::destination).containsOnly("10.3.0.99");
        assertThat(distinct(drawn, Exported::source)).isGreaterThan(200);
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void victimOfSpoofedFloodAnswersManyWhoDidNotAsk(ExportProtocol protocol) {
        String victim = entity(protocol, "icmp-backscatter");
        List<Exported> answers = sent(protocol, "icmp-backscatter", victim);
        int synAck = SimulatedFlow.SYN | SimulatedFlow.ACK;
        int rstAck = SimulatedFlow.RST | SimulatedFlow.ACK;

        assertThat(answers).extracting(Exported::flags).containsOnly(synAck, rstAck);
        assertThat(distinct(answers, Exported::destination)).isGreaterThan(200);
        assertThat(EXPORTS.get(protocol).flowsOf("icmp-backscatter"))
                .filteredOn(flow -> flow.destination().equals(victim))
                .isNotEmpty()
                .allMatch(flow -> flow.icmpType() == IcmpType.UNREACHABLE);
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void victimOfSpoofedPingsAnswersManyByIcmp(ExportProtocol protocol) {
        String victim = entity(protocol, "icmp-backscatter-ping");
        List<Exported> answers = sent(protocol, "icmp-backscatter-ping", victim);

        assertThat(answers).hasSameSizeAs(EXPORTS.get(protocol).flowsOf("icmp-backscatter-ping"));
        assertThat(answers)
                .extracting(Exported::icmpType)
                .containsOnly(IcmpType.ECHO_REPLY, IcmpType.UNREACHABLE);
        assertThat(distinct(answers, Exported::destination)).isGreaterThan(200);
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void floodsComeFromManyToOne(ExportProtocol protocol) {
        for (SingleScenario flood : Attacks.FLOODS) {
            List<Exported> flows = EXPORTS.get(protocol).flowsOf(flood.name());
            String victim = entity(protocol, flood.name());

            assertThat(flows).extracting(Exported::destination).containsOnly(victim);
            assertThat(distinct(flows, Exported::source)).isGreaterThan(flows.size() * 9L / 10);
        }
        assertThat(EXPORTS.get(protocol).flowsOf("syn-flood")).allMatch(Exported::isSynOnly);
        assertThat(EXPORTS.get(protocol).flowsOf("udp-flood"))
                .allMatch(flow -> flow.protocol() == SimulatedFlow.UDP)
                .allMatch(flow -> flow.destinationPort() == 80);
        assertThat(EXPORTS.get(protocol).flowsOf("icmp-flood"))
                .allMatch(flow -> flow.icmpType() == IcmpType.ECHO_REQUEST);
        assertThat(EXPORTS.get(protocol).flowsOf("fragment-flood"))
                .allMatch(flow -> flow.protocol() == SimulatedFlow.UDP)
                .allMatch(flow -> flow.sourcePort() == 0 && flow.destinationPort() == 0);
    }

    @ParameterizedTest
    @MethodSource("flowProtocols")
    void floodsAreOfManyPackets(ExportProtocol protocol) {
        for (String flood : List.of("udp-flood", "icmp-flood", "fragment-flood")) {
            assertThat(EXPORTS.get(protocol).flowsOf(flood))
                    .isNotEmpty()
                    .allMatch(flow -> flow.packets() >= 1_500);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "dns-reflection, 53",
        "ntp-reflection, 123",
        "memcached-reflection, 11211",
        "ssdp-reflection, 1900",
        "snmp-reflection, 161",
        "cldap-reflection, 389",
        "chargen-reflection, 19"
    })
    void reflectorsAnswerLargeToOneWhoDidNotAsk(String scenario, int port) {
        for (ExportProtocol protocol : protocols()) {
            List<Exported> flows = EXPORTS.get(protocol).flowsOf(scenario);

            assertThat(flows)
                    .hasSizeGreaterThan(200)
                    .allMatch(flow -> flow.protocol() == SimulatedFlow.UDP)
                    .allMatch(flow -> flow.sourcePort() == port)
                    .allMatch(flow -> flow.destination().equals(entity(protocol, scenario)))
                    .allMatch(flow -> flow.bytes() / flow.packets() > 300);
            assertThat(distinct(flows, Exported::source)).isGreaterThan(30);
        }
    }

    @ParameterizedTest
    @MethodSource("flowProtocols")
    void guessersOpenManyShortCompleteSessions(ExportProtocol protocol) {
        Map.of("brute-force-ssh", 22, "brute-force-rdp", 3389)
                .forEach(
                        (scenario, port) -> {
                            String guesser = entity(protocol, scenario);
                            List<Exported> sessions = sent(protocol, scenario, guesser);

                            assertThat(sessions).hasSizeGreaterThan(150);
                            assertThat(distinct(sessions, Exported::destination)).isEqualTo(1);
                            assertThat(sessions)
                                    .allMatch(flow -> flow.destinationPort() == port)
                                    .allMatch(flow -> flow.flags() == 0x1b)
                                    .allMatch(flow -> flow.packets() >= 11 && flow.packets() <= 30)
                                    .allMatch(flow -> flow.bytes() < 5_000);
                        });
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void spammerAndFileSharerReachVeryManyPeers(ExportProtocol protocol) {
        List<Exported> mails = sent(protocol, "smtp-spam", entity(protocol, "smtp-spam"));
        List<Exported> shared = sent(protocol, "p2p", entity(protocol, "p2p"));

        assertThat(mails).allMatch(flow -> flow.destinationPort() == 25);
        assertThat(distinct(mails, Exported::destination)).isGreaterThan(200);
        assertThat(shared).extracting(Exported::destinationPort).containsOnly(4662, 4672);
        assertThat(distinct(shared, Exported::destination)).isGreaterThan(200);
    }

    @ParameterizedTest
    @CsvSource({
        "code-red, 6, 80, 3, 144",
        "slammer, 17, 1434, 1, 404",
        "sasser, 6, 445, 2, 96",
        "blaster, 6, 135, 1, 48"
    })
    void wormsHaveTheirSignature(String worm, int ip, int port, int packets, int bytes) {
        for (ExportProtocol protocol : flowProtocols()) {
            List<Exported> flows = EXPORTS.get(protocol).flowsOf(worm);

            assertThat(flows)
                    .hasSizeGreaterThan(200)
                    .allMatch(flow -> flow.source().equals(entity(protocol, worm)))
                    .allMatch(flow -> flow.protocol() == ip && flow.destinationPort() == port)
                    .allMatch(flow -> flow.packets() == packets && flow.bytes() == bytes);
            assertThat(distinct(flows, Exported::destination)).isGreaterThan(200);
        }
    }

    @ParameterizedTest
    @MethodSource("flowProtocols")
    void welchiaPingsWithItsLength(ExportProtocol protocol) {
        assertThat(EXPORTS.get(protocol).flowsOf("welchia"))
                .hasSizeGreaterThan(200)
                .allMatch(flow -> flow.icmpType() == IcmpType.ECHO_REQUEST)
                .allMatch(flow -> flow.packets() == 1 && flow.bytes() == 92);
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void spoofedSourcesComeFromTheWrongSide(ExportProtocol protocol) {
        ReadExports exports = EXPORTS.get(protocol);

        assertThat(exports.flowsOf("spoofed-bogon"))
                .hasSizeGreaterThan(100)
                .allMatch(flow -> flow.destination().startsWith("10."));
        assertThat(exports.flowsOf("spoofed-own-prefix"))
                .hasSizeGreaterThan(100)
                .allMatch(flow -> flow.source().startsWith(flow.destination().substring(0, 5)));
        assertThat(exports.flowsOf("spoofed-foreign"))
                .hasSizeGreaterThan(100)
                .allMatch(flow -> flow.destination().startsWith("198.51.100."));
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void nothingElseComesFromTheWrongSide(ExportProtocol protocol) {
        List<String> scenarios = List.of("spoofed-bogon", "spoofed-own-prefix", "spoofed-foreign");
        Set<Exported> spoofed = new HashSet<>();
        scenarios.forEach(scenario -> spoofed.addAll(EXPORTS.get(protocol).flowsOf(scenario)));

        assertThat(EXPORTS.get(protocol).flows())
                .filteredOn(flow -> !spoofed.contains(flow))
                .filteredOn(flow -> flow.inputInterface() == RouterInterface.UPLINK.index())
                .noneMatch(flow -> flow.source().matches("(10|192\\.168)\\..*"));
    }

    @ParameterizedTest
    @CsvSource({"nat-gateway, 500", "busy-resolver, 400", "monitoring-server, 100"})
    void lookAlikesHaveManyPeersAndAnswers(String lookAlike, int peers) {
        for (ExportProtocol protocol : protocols()) {
            String actor = entity(protocol, lookAlike);
            List<Exported> flows = EXPORTS.get(protocol).flowsOf(lookAlike);
            List<Exported> asked =
                    flows.stream().filter(flow -> flow.source().equals(actor)).toList();
            Set<String> answered = flows.stream().map(Exported::answer).collect(Collectors.toSet());

            assertThat(distinct(asked, Exported::destination)).isGreaterThan(peers);
            List<Exported> unanswered =
                    asked.stream()
                            .filter(flow -> !answered.contains(flow.conversation()))
                            .filter(flow -> flow.icmpType() != IcmpType.ECHO_REQUEST)
                            .toList();
            assertThat(distinct(unanswered, Exported::destination))
                    .as("hosts that are down")
                    .isLessThanOrEqualTo(MonitoringServer.DOWN);
            assertThat(unanswered.size()).isLessThan(asked.size() / 10);
        }
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void eachAttackHasActorsOfItsOwn(ExportProtocol protocol) {
        List<String> entities = new ArrayList<>();
        EXPORTS.get(protocol)
                .instances()
                .forEach(
                        instance ->
                                instance.at("/entities")
                                        .forEach(entity -> entities.add(entity.asText())));

        assertThat(entities)
                .hasSize(Attacks.ALL.size() + LookAlikes.ALL.size() - Attacks.SPOOFINGS.size())
                .doesNotHaveDuplicates();
    }

    private static List<Exported> sent(ExportProtocol protocol, String scenario, String source) {
        return EXPORTS.get(protocol).flowsOf(scenario).stream()
                .filter(flow -> flow.source().equals(source))
                .toList();
    }

    private static String entity(ExportProtocol protocol, String scenario) {
        return EXPORTS.get(protocol).instance(scenario).at("/entities/0").asText();
    }

    private static long distinct(List<Exported> flows, Function<Exported, String> by) {
        return flows.stream().map(by).distinct().count();
    }
}
