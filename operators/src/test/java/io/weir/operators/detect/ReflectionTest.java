package io.weir.operators.detect;

import static io.weir.operators.Flows.address;
import static io.weir.operators.detect.TcpFlags.ACK;
import static io.weir.operators.detect.TcpFlags.PSH;
import static io.weir.operators.detect.TcpFlags.RST;
import static io.weir.operators.detect.TcpFlags.SYN;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowField;
import io.weir.operators.Flows;
import io.weir.operators.detect.Finding.Role;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReflectionTest {

    private static final long T0 = 1_700_000_000_000L;
    private static final Duration WINDOW = Duration.ofSeconds(60);
    private static final IpAddress VICTIM = address("10.0.0.9");
    private static final IpAddress OUTSIDE = address("198.51.100.9");
    private static final long BYTES = 1_000_000;
    private static final long PACKETS = 200;
    private static final int REFLECTORS = 10;
    private static final SieveOptions OPTIONS =
            Options.of(List.of(19, 53, 123, 161, 389, 1900, 7), 1_000);

    private DetectionUnderTest detection;

    @AfterEach
    void close() throws Exception {
        detection.close();
    }

    @ParameterizedTest
    @CsvSource({
        "53, dns-reflection, ''",
        "123, ntp-reflection, ''",
        "161, snmp-reflection, ''",
        "389, cldap-reflection, ''",
        "1900, ssdp-reflection, ''",
        "19, chargen-reflection, ''",
        "7, udp-reflection, port-7"
    })
    void manyLargeAnswersOfAServiceToAHostThatDidNotAskAreAReflection(
            int port, String rule, String scope) throws Exception {
        watchVictims();
        Flows flows = Flows.receivedAt(T0);
        for (int reflector = 0; reflector < REFLECTORS; reflector++) {
            answer(flows, reflector, VICTIM, port, BYTES / REFLECTORS);
        }
        detection.receive(flows);

        assertThat(detection.findings(T0 + 1_000))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.rule().id()).isEqualTo(rule);
                            assertThat(finding.rule().category()).isEqualTo("reflection");
                            assertThat(finding.entity()).isEqualTo(VICTIM);
                            assertThat(finding.role()).isEqualTo(Role.DESTINATION);
                            assertThat(finding.scope()).isEqualTo(scope);
                            assertThat(finding.count()).isEqualTo(REFLECTORS);
                            assertThat(finding.measure()).isEqualTo("reflectors");
                            assertThat(finding.traffic().bytes()).isEqualTo(BYTES);
                            assertThat(finding.sample().ports()).containsExactly(port);
                        });
    }

    @ParameterizedTest
    @CsvSource({"10, 99_999", "9, 200_000"})
    void lessThanEitherBoundIsNone(int reflectors, String bytes) throws Exception {
        watchVictims();
        Flows flows = Flows.receivedAt(T0);
        for (int reflector = 0; reflector < reflectors; reflector++) {
            answer(flows, reflector, VICTIM, 53, Long.parseLong(bytes.replace("_", "")));
        }
        detection.receive(flows);

        assertThat(detection.findings(T0 + 1_000)).isEmpty();
    }

    @Test
    void smallAnswersAndOtherPortsAreNone() throws Exception {
        watchVictims();
        Flows flows = Flows.receivedAt(T0);
        for (int reflector = 0; reflector < 2 * REFLECTORS; reflector++) {
            answer(flows, reflector, VICTIM, 53, BYTES).packets(BYTES / 199);
            answer(flows, reflector, VICTIM, 443, BYTES);
        }
        detection.receive(flows);

        assertThat(detection.evidence(T0 + 1_000)).isEmpty();
    }

    @Test
    void eachServiceCountsByItself() throws Exception {
        watchVictims();
        Flows flows = Flows.receivedAt(T0);
        for (int reflector = 0; reflector < REFLECTORS; reflector++) {
            answer(flows, reflector, VICTIM, reflector % 2 == 0 ? 53 : 123, BYTES);
        }
        detection.receive(flows);

        assertThat(detection.findings(T0 + 1_000)).isEmpty();
    }

    @Test
    void aBusyResolverAsksForItsAnswers() throws Exception {
        watchVictims();
        for (int second = 0; second < 10; second++) {
            Flows flows = Flows.receivedAt(T0 + 1_000L * second);
            for (int server = 0; server < 100; server++) {
                udp(flows, VICTIM, 40_000, reflector(server), 53).packets(1).bytes(70);
                answer(flows, server, VICTIM, 53, 5_000);
                udp(flows, reflector(server), 53, VICTIM, 40_000).packets(1).bytes(120);
            }
            detection.receive(flows);
        }

        assertThat(detection.findings(T0 + 10_000)).isEmpty();
    }

    @Test
    void anAnswerInTheRecordOfItsQuestionIsAskedFor() throws Exception {
        watchVictims();
        Flows flows = Flows.receivedAt(T0);
        for (int server = 0; server < 2 * REFLECTORS; server++) {
            answer(flows, server, VICTIM, 53, BYTES).with(FlowField.REVERSE_PACKETS, 1);
        }
        detection.receive(flows);

        assertThat(detection.findings(T0 + 1_000)).isEmpty();
    }

    @Test
    void sampledAnswersStandForAll() throws Exception {
        watchVictims();
        Flows flows = Flows.receivedAt(T0);
        for (int reflector = 0; reflector < REFLECTORS; reflector++) {
            answer(flows, reflector, VICTIM, 53, 1_000).with(FlowField.SAMPLING_INTERVAL, 100);
        }
        detection.receive(flows);

        assertThat(detection.findings(T0 + 1_000)).hasSize(1);
    }

    @Test
    void answersToManyOrdinaryHostsAreNotTold() throws Exception {
        detection =
                new DetectionUnderTest(victims(), Options.of(SieveOptions.REFLECTOR_PORTS, 20_000));
        Flows flows = Flows.receivedAt(T0);
        for (int host = 0; host < 10_000; host++) {
            answer(flows, 1, IpAddress.ofIpv4(0x0a01_0000L + host), 53, 1_200);
        }
        detection.receive(flows);

        assertThat(detection.evidence(T0 + 1_000)).isEmpty();
    }

    @Test
    void manyAnswersOfTcpToAHostThatOpenedNoSessionAreAReflection() throws Exception {
        watchVictims();
        Flows flows = Flows.receivedAt(T0);
        for (int reflector = 0; reflector < REFLECTORS; reflector++) {
            boolean takes = reflector % 2 == 0;
            answer(flows, reflector, takes ? SYN | ACK : RST | ACK).packets(20);
        }
        detection.receive(flows);

        assertThat(detection.findings(T0 + 1_000))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.rule().id()).isEqualTo("tcp-reflection");
                            assertThat(finding.entity()).isEqualTo(VICTIM);
                            assertThat(finding.role()).isEqualTo(Role.DESTINATION);
                            assertThat(finding.count()).isEqualTo(REFLECTORS);
                            assertThat(finding.traffic().packets()).isEqualTo(PACKETS);
                        });
    }

    @ParameterizedTest
    @CsvSource({"10, 19", "9, 40"})
    void fewAnswersOfTcpOrFewWhoAnswerAreNone(int reflectors, int packets) throws Exception {
        watchVictims();
        Flows flows = Flows.receivedAt(T0);
        for (int reflector = 0; reflector < reflectors; reflector++) {
            answer(flows, reflector, SYN | ACK).packets(packets);
        }
        detection.receive(flows);

        assertThat(detection.findings(T0 + 1_000)).isEmpty();
    }

    @Test
    void whoOpensSessionsGetsTheirAnswers() throws Exception {
        watchVictims();
        Flows flows = Flows.receivedAt(T0);
        for (int reflector = 0; reflector < 2 * REFLECTORS; reflector++) {
            answer(flows, reflector, SYN | ACK).packets(20);
            flows.flow().source(VICTIM).destination(reflector(reflector)).tcp(SYN, 443);
            flows.with(FlowField.SOURCE_PORT, 40_000);
        }
        detection.receive(flows);

        assertThat(detection.findings(T0 + 1_000)).isEmpty();
    }

    @Test
    void sessionsAndSampledAnswersOfTcpAreNone() throws Exception {
        watchVictims();
        Flows flows = Flows.receivedAt(T0);
        for (int reflector = 0; reflector < 2 * REFLECTORS; reflector++) {
            answer(flows, reflector, SYN | ACK | PSH).packets(40);
            answer(flows, reflector, SYN | ACK).packets(40).with(FlowField.REVERSE_PACKETS, 3);
            answer(flows, reflector, SYN | ACK).packets(40).with(FlowField.SAMPLING_INTERVAL, 100);
        }
        detection.receive(flows);

        assertThat(detection.evidence(T0 + 1_000)).isEmpty();
    }

    @Test
    void aServiceInsideThatSendsOneOutsideAddressVeryMuchIsAnOpenReflector() throws Exception {
        watchReflectors();
        Flows flows = Flows.receivedAt(T0);
        udp(flows, VICTIM, 123, OUTSIDE, 80).packets(1_000).bytes(BYTES - 1);
        detection.receive(flows);
        assertThat(detection.findings(T0 + 1_000)).isEmpty();
        flows = Flows.receivedAt(T0 + 1_000);
        udp(flows, VICTIM, 123, OUTSIDE, 81).packets(10).bytes(4_000);
        detection.receive(flows);

        assertThat(detection.findings(T0 + 2_000))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.rule().id()).isEqualTo("open-reflector");
                            assertThat(finding.entity()).isEqualTo(VICTIM);
                            assertThat(finding.role()).isEqualTo(Role.SOURCE);
                            assertThat(finding.scope()).isEqualTo("port-123");
                            assertThat(finding.count()).isEqualTo(BYTES + 3_999);
                            assertThat(finding.measure()).isEqualTo("bytes");
                            assertThat(finding.sample().peers()).containsExactly(OUTSIDE);
                        });
    }

    @Test
    void theWayBackOfARecordIsAnAnswerToo() throws Exception {
        watchReflectors();
        Flows flows = Flows.receivedAt(T0);
        udp(flows, OUTSIDE, 80, VICTIM, 123).packets(1_000).bytes(60_000);
        flows.with(FlowField.REVERSE_PACKETS, 5_000).with(FlowField.REVERSE_BYTES, 2 * BYTES);
        detection.receive(flows);

        assertThat(detection.findings(T0 + 1_000))
                .extracting(Finding::entity)
                .containsExactly(VICTIM);
    }

    @Test
    void aNameServerWithManyClientsIsNoOpenReflector() throws Exception {
        watchReflectors();
        Flows flows = Flows.receivedAt(T0);
        for (int client = 0; client < 100; client++) {
            udp(flows, VICTIM, 53, reflector(client), 50_000).packets(50).bytes(BYTES / 10);
        }
        detection.receive(flows);

        assertThat(detection.findings(T0 + 1_000)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.9, 10.0.0.8", "198.51.100.8, 10.0.0.9", "10.0.0.9, 239.255.255.250"})
    void onlyWhatGoesFromInsideToOutsideMakesAnOpenReflector(String from, String to)
            throws Exception {
        watchReflectors();
        Flows flows = Flows.receivedAt(T0);
        udp(flows, address(from), 1900, address(to), 50_000).packets(1_000).bytes(2 * BYTES);
        detection.receive(flows);

        assertThat(detection.evidence(T0 + 1_000)).isEmpty();
    }

    private void watchVictims() throws Exception {
        detection = new DetectionUnderTest(victims(), OPTIONS);
    }

    private static Detection victims() {
        return new Detection(
                EvidenceKind.REFLECTED_ANSWER,
                WINDOW,
                new Reflection(BYTES, PACKETS, REFLECTORS, 75));
    }

    private void watchReflectors() throws Exception {
        detection =
                new DetectionUnderTest(
                        new Detection(
                                EvidenceKind.REFLECTOR_ANSWER, WINDOW, new OpenReflector(BYTES)),
                        OPTIONS);
    }

    private static IpAddress reflector(int number) {
        return IpAddress.ofIpv4(0xc612_0000L + number);
    }

    private static Flows answer(Flows flows, int reflector, IpAddress to, int port, long bytes) {
        return udp(flows, reflector(reflector), port, to, 40_000)
                .packets(Math.max(1, bytes / 1_000))
                .bytes(bytes);
    }

    private static Flows answer(Flows flows, int reflector, int flags) {
        return flows.flow()
                .source(reflector(reflector))
                .destination(VICTIM)
                .tcp(flags, 40_000)
                .with(FlowField.SOURCE_PORT, 443);
    }

    private static Flows udp(
            Flows flows, IpAddress from, int fromPort, IpAddress to, int destinationPort) {
        return flows.flow()
                .source(from)
                .destination(to)
                .with(FlowField.PROTOCOL, 17)
                .with(FlowField.SOURCE_PORT, fromPort)
                .with(FlowField.DESTINATION_PORT, destinationPort);
    }
}
