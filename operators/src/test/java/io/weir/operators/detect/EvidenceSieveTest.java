package io.weir.operators.detect;

import static io.weir.operators.Flows.ACK;
import static io.weir.operators.Flows.RST;
import static io.weir.operators.Flows.SYN;
import static io.weir.operators.Flows.address;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowField;
import io.weir.operators.Flows;
import io.weir.operators.Harnesses;
import io.weir.operators.RecordedMetrics;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which flows are evidence, and against whom. */
class EvidenceSieveTest {

    private static final IpAddress FROM = address("10.0.0.1");
    private static final IpAddress TO = address("10.0.0.2");
    private static final int FIN = 0x01;
    private static final int PSH = 0x08;

    @ParameterizedTest
    @ValueSource(ints = {SYN, SYN | RST, SYN | FIN, SYN | 0xc0})
    void aTcpFlowWithSynAndWithoutAckIsAnAttemptOfItsSource(int flags) throws Exception {
        assertThat(sift(EvidenceKind.TCP_ATTEMPT, flow().tcp(flags, 22)))
                .singleElement()
                .satisfies(
                        sum -> {
                            assertThat(sum.suspect().address()).isEqualTo(FROM);
                            assertThat(sum.observations())
                                    .containsExactly(new Observation(TO.high(), TO.low(), 22));
                        });
    }

    @ParameterizedTest
    @ValueSource(ints = {RST, RST | ACK, RST | ACK | 0x40})
    void aLoneRstIsTheRefusalOfAnAttemptOfItsDestination(int flags) throws Exception {
        Flows flow = flow().tcp(flags, 50_000).with(FlowField.SOURCE_PORT, 22).packets(1);
        assertThat(sift(EvidenceKind.TCP_ATTEMPT, flow))
                .singleElement()
                .satisfies(
                        sum -> {
                            assertThat(sum.suspect().address()).isEqualTo(TO);
                            assertThat(sum.observations())
                                    .containsExactly(new Observation(FROM.high(), FROM.low(), 22));
                        });
        assertThat(sift(EvidenceKind.TCP_ATTEMPT, flow.packets(2))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, ACK, SYN | ACK, FIN, 0x1b, 0xff, RST | PSH | ACK})
    void otherTcpFlowsAreNoAttempts(int flags) throws Exception {
        assertThat(sift(EvidenceKind.TCP_ATTEMPT, flow().tcp(flags, 22))).isEmpty();
    }

    @Test
    void aFlowWithoutTcpFlagsOrOfAnotherProtocolIsNoAttempt() throws Exception {
        assertThat(sift(EvidenceKind.TCP_ATTEMPT, flow().with(FlowField.PROTOCOL, 6))).isEmpty();
        assertThat(sift(EvidenceKind.TCP_ATTEMPT, flow().with(FlowField.TCP_FLAGS, SYN))).isEmpty();
        assertThat(sift(EvidenceKind.TCP_ATTEMPT, flow().tcp(SYN, 22).with(FlowField.PROTOCOL, 17)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 1", "1, 0, 1", "2, 1, 0", "1000, 1, 0"})
    void aSampledAttemptIsInAScopeOfItsOwnFromTheSecondOfASecondOn(
            long interval, int scope, int ofOne) throws Exception {
        Flows one = flow().tcp(SYN, 22).with(FlowField.SAMPLING_INTERVAL, interval);
        assertThat(sift(EvidenceKind.TCP_ATTEMPT, one)).hasSize(ofOne);
        one.flow().source(FROM).destination(TO);
        one.tcp(SYN, 23).with(FlowField.SAMPLING_INTERVAL, interval);
        assertThat(sift(EvidenceKind.TCP_ATTEMPT, one))
                .extracting(sum -> sum.suspect().scope())
                .containsExactly(scope);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 3, true",
        "1, 0, false",
        "1, 1, false",
        "1, 11, false",
        "58, 1, true",
        "58, 3, false",
        "58, 128, false",
        "6, 3, false",
        "17, 1, false"
    })
    void unreachablesAreType3OfIcmpAndType1OfIcmpv6(int protocol, int type, boolean evidence)
            throws Exception {
        List<Evidence> sums = sift(EvidenceKind.ICMP_UNREACHABLE, flow().icmp(protocol, type, 3));
        assertThat(sums.isEmpty()).isNotEqualTo(evidence);
        assertThat(sums)
                .allSatisfy(
                        sum -> {
                            assertThat(sum.suspect().address()).isEqualTo(TO);
                            assertThat(sum.observations())
                                    .containsExactly(new Observation(FROM.high(), FROM.low(), 3));
                        });
    }

    @Test
    void anIcmpFlowWithoutTypeIsNoUnreachable() throws Exception {
        assertThat(sift(EvidenceKind.ICMP_UNREACHABLE, flow().with(FlowField.PROTOCOL, 1)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 8, true", "1, 0, false", "1, 13, false", "58, 128, true", "58, 8, false"})
    void echoRequestsAreType8OfIcmpAndType128OfIcmpv6(int protocol, int type, boolean evidence)
            throws Exception {
        Flows flow = flow().icmp(protocol, type, 0);
        List<Evidence> sums = sift(EvidenceKind.ECHO_REQUEST, flow, flow);
        assertThat(sums.isEmpty()).isNotEqualTo(evidence);
        assertThat(sums).allMatch(sum -> sum.suspect().address().equals(FROM));
    }

    @Test
    void anEchoRequestIsEvidenceWhereAnotherOneOfItsPaneIsWithoutReply() throws Exception {
        Flows request = flow().icmp(1, 8, 0);
        Flows reply = Flows.receivedAt(0).flow().source(TO).destination(FROM).icmp(1, 0, 0);
        Flows both = flow().icmp(1, 8, 0).with(FlowField.REVERSE_PACKETS, 1);
        assertThat(sift(EvidenceKind.ECHO_REQUEST, request)).isEmpty();
        assertThat(sift(EvidenceKind.ECHO_REQUEST, request, reply, request, reply)).isEmpty();
        assertThat(sift(EvidenceKind.ECHO_REQUEST, both, both, both)).isEmpty();
        assertThat(sift(EvidenceKind.ECHO_REQUEST, request, both, reply))
                .singleElement()
                .satisfies(
                        sum -> {
                            assertThat(sum.flows()).isEqualTo(1);
                            assertThat(sum.answered()).isEqualTo(2);
                        });
    }

    @ParameterizedTest
    @CsvSource({
        "18, true",
        "4, true",
        "20, true",
        "2, false",
        "16, false",
        "26, false",
        "19, false"
    })
    void answersThatNothingFollowsAreBackscatter(int flags, boolean evidence) throws Exception {
        Flows flow = flow().tcp(flags, 50_000).with(FlowField.SOURCE_PORT, 80);
        List<Evidence> sums = sift(EvidenceKind.BACKSCATTER, flow);
        assertThat(sums.isEmpty()).isNotEqualTo(evidence);
        assertThat(sums)
                .allSatisfy(
                        sum -> {
                            assertThat(sum.suspect().address()).isEqualTo(FROM);
                            assertThat(sum.observations())
                                    .containsExactly(new Observation(TO.high(), TO.low(), 80));
                        });
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, 0, true",
        "58, 129, 0, true",
        "1, 3, 3, true",
        "58, 1, 4, true",
        "1, 3, 1, false",
        "58, 1, 3, false",
        "1, 8, 0, false",
        "1, 11, 0, false"
    })
    void repliesAndPortUnreachablesWithoutQuestionsAreBackscatter(
            int protocol, int type, int code, boolean evidence) throws Exception {
        Flows answer = flow().icmp(protocol, type, code);
        assertThat(sift(EvidenceKind.BACKSCATTER, answer)).isEmpty();
        List<Evidence> sums = sift(EvidenceKind.BACKSCATTER, answer, answer);
        assertThat(sums.isEmpty()).isNotEqualTo(evidence);
        assertThat(sums)
                .allSatisfy(
                        sum -> {
                            assertThat(sum.suspect().address()).isEqualTo(FROM);
                            assertThat(sum.suspect().scope()).isEqualTo(Backscatter.ICMP);
                            assertThat(sum.observations())
                                    .containsExactly(new Observation(TO.high(), TO.low(), 0));
                        });
        Flows both = flow().icmp(protocol, type, code).with(FlowField.REVERSE_PACKETS, 1);
        assertThat(sift(EvidenceKind.BACKSCATTER, both, both)).isEmpty();
    }

    @Test
    void whoeverIsAskedIsNoVictimOfForgedPings() throws Exception {
        Flows reply = flow().icmp(1, 0, 0);
        Flows request = Flows.receivedAt(0).flow().source(TO).destination(FROM).icmp(1, 8, 0);
        Flows question =
                Flows.receivedAt(0)
                        .flow()
                        .source(TO)
                        .destination(FROM)
                        .with(FlowField.PROTOCOL, 17)
                        .with(FlowField.DESTINATION_PORT, 53);
        Flows back = Flows.receivedAt(0).flow().source(TO).destination(FROM).icmp(1, 0, 0);
        assertThat(sift(EvidenceKind.BACKSCATTER, request, reply, request, reply)).isEmpty();
        assertThat(sift(EvidenceKind.BACKSCATTER, reply, back, reply, back)).isEmpty();
        assertThat(sift(EvidenceKind.BACKSCATTER, reply, reply, request, question))
                .singleElement()
                .satisfies(
                        sum -> {
                            assertThat(sum.flows()).isEqualTo(1);
                            assertThat(sum.answered()).isEqualTo(2);
                        });
    }

    @Test
    void codesOfKindsDoNotChange() {
        assertThat(EvidenceKind.values())
                .extracting(kind -> kind + " " + kind.code())
                .containsExactly(
                        "TCP_ATTEMPT 1",
                        "UDP_ATTEMPT 2",
                        "ICMP_UNREACHABLE 3",
                        "ECHO_REQUEST 4",
                        "BACKSCATTER 5",
                        "SIGNATURE_FLOW 6",
                        "LOGIN_SESSION 7",
                        "MAIL_DELIVERY 8",
                        "PEER_EXCHANGE 9",
                        "REFLECTED_ANSWER 10",
                        "REFLECTOR_ANSWER 11",
                        "FLOOD_PACKET 12",
                        "SESSION 13",
                        "FORGED_SOURCE 14",
                        "THREAT_EXCHANGE 15");
    }

    private static Flows flow() {
        return Flows.receivedAt(0).flow().source(FROM).destination(TO);
    }

    private static List<Evidence> sift(EvidenceKind kind, Flows... batches) throws Exception {
        try (var harness =
                Harnesses.chained(
                        new EvidencePreAggregator(List.of(kind), List.of(), SieveOptions.NONE),
                        DetectSerializers.EVIDENCE,
                        new RecordedMetrics())) {
            harness.open();
            for (Flows flows : batches) {
                harness.processElement(flows.batch(), 0);
            }
            harness.endInput();
            return new ArrayList<>(Harnesses.values(harness));
        }
    }
}
