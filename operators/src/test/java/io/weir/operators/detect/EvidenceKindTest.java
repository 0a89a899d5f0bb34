package io.weir.operators.detect;

import static io.weir.operators.Flows.ACK;
import static io.weir.operators.Flows.RST;
import static io.weir.operators.Flows.SYN;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;
import io.weir.operators.Flows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceKindTest {

    @ParameterizedTest
    @ValueSource(ints = {SYN, SYN | RST, SYN | 0x01, SYN | 0x08, SYN | 0xc0, SYN | 0x100})
    void aTcpFlowWithSynAndWithoutAckIsAnAttempt(int flags) {
        assertThat(isSynOnly(flow().tcp(flags, 22))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, ACK, SYN | ACK, RST, RST | ACK, 0x01, 0x1b, 0xff})
    void otherTcpFlowsAreNone(int flags) {
        assertThat(isSynOnly(flow().tcp(flags, 22))).isFalse();
    }

    @Test
    void aFlowWithoutTcpFlagsIsNone() {
        assertThat(isSynOnly(flow().with(FlowField.PROTOCOL, 6))).isFalse();
    }

    @Test
    void aFlowOfAnotherProtocolIsNone() {
        assertThat(isSynOnly(flow().tcp(SYN, 22).with(FlowField.PROTOCOL, 17))).isFalse();
        assertThat(isSynOnly(flow().with(FlowField.TCP_FLAGS, SYN))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1, true", "2, false", "1000, false"})
    void aSampledFlowIsNone(long interval, boolean evidence) {
        assertThat(isSynOnly(flow().tcp(SYN, 22).with(FlowField.SAMPLING_INTERVAL, interval)))
                .isEqualTo(evidence);
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
    void unreachablesAreType3OfIcmpAndType1OfIcmpv6(int protocol, int type, boolean evidence) {
        assertThat(
                        EvidenceKind.ICMP_UNREACHABLE.isEvidence(
                                flow().icmp(protocol, type, 1).batch(), 0, FlowDirection.FORWARD))
                .isEqualTo(evidence);
    }

    @Test
    void anIcmpFlowWithoutTypeIsNoUnreachable() {
        assertThat(
                        EvidenceKind.ICMP_UNREACHABLE.isEvidence(
                                flow().with(FlowField.PROTOCOL, 1).batch(),
                                0,
                                FlowDirection.FORWARD))
                .isFalse();
    }

    @Test
    void theSuspectSendsAttemptsAndReceivesUnreachables() {
        assertThat(EvidenceKind.SYN_ONLY.suspect(FlowDirection.FORWARD))
                .isEqualTo(FlowField.SOURCE_ADDRESS);
        assertThat(EvidenceKind.SYN_ONLY.peer(FlowDirection.FORWARD))
                .isEqualTo(FlowField.DESTINATION_ADDRESS);
        assertThat(EvidenceKind.ICMP_UNREACHABLE.suspect(FlowDirection.FORWARD))
                .isEqualTo(FlowField.DESTINATION_ADDRESS);
        assertThat(EvidenceKind.ICMP_UNREACHABLE.peer(FlowDirection.FORWARD))
                .isEqualTo(FlowField.SOURCE_ADDRESS);
    }

    @Test
    void theWayBackIsNoUnreachable() {
        assertThat(
                        EvidenceKind.ICMP_UNREACHABLE.isEvidence(
                                flow().icmp(1, 3, 1).batch(), 0, FlowDirection.REVERSE))
                .isFalse();
    }

    private static Flows flow() {
        return Flows.receivedAt(0).flow();
    }

    private static boolean isSynOnly(Flows flow) {
        return EvidenceKind.SYN_ONLY.isEvidence(flow.batch(), 0, FlowDirection.FORWARD);
    }
}
