package io.weir.codec.session;

import static io.weir.codec.encode.TemplateField.enterprise;
import static io.weir.codec.encode.TemplateField.iana;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.weir.codec.encode.TemplateField;
import io.weir.codec.flow.ClientEvidence;
import io.weir.codec.flow.ClientReason;
import io.weir.codec.flow.FlowField;
import org.junit.jupiter.api.Test;

/** What counts as the flow, and what as the way back. */
class FlowCountersTest {

    private static final TemplateField OCTETS = iana(1, 8);
    private static final TemplateField OUT_OCTETS = iana(23, 8);
    private static final TemplateField INITIATOR_OCTETS = iana(231, 8);
    private static final TemplateField RESPONDER_OCTETS = iana(232, 8);
    private static final TemplateField BIFLOW_DIRECTION = iana(239, 1);
    private static final TemplateField NTOP_L7_PROTOCOL_OF_V9 = iana(57_590, 2);
    private static final TemplateField NTOP_L7_PROTOCOL = enterprise(35_632, 118, 2);

    @Test
    void takesOutBytesForTheWayBackWhereNprobeSendsThem() {
        assertThat(
                        Decoded.netflowV9(
                                        record -> record.uint64(100).uint64(900).uint16(7),
                                        OCTETS,
                                        OUT_OCTETS,
                                        NTOP_L7_PROTOCOL_OF_V9)
                                .fields())
                .containsEntry(FlowField.BYTES, 100L)
                .containsEntry(FlowField.REVERSE_BYTES, 900L)
                .doesNotContainKey(FlowField.OUT_BYTES);
        assertThat(
                        Decoded.ipfix(
                                        record -> record.uint64(100).uint64(900).uint16(7),
                                        OCTETS,
                                        OUT_OCTETS,
                                        NTOP_L7_PROTOCOL)
                                .fields())
                .containsEntry(FlowField.REVERSE_BYTES, 900L);
    }

    @Test
    void takesOutBytesBesideInBytesForTheSameTrafficOfOtherExporters() {
        assertThat(
                        Decoded.netflowV9(
                                        record -> record.uint64(748).uint64(748),
                                        OCTETS,
                                        OUT_OCTETS)
                                .fields())
                .containsOnly(entry(FlowField.BYTES, 748L), entry(FlowField.OUT_BYTES, 748L));
    }

    @Test
    void takesOutBytesAloneForTheFlowInNetflowV9() {
        assertThat(
                        Decoded.netflowV9(
                                        record -> record.uint64(748).uint32(6),
                                        OUT_OCTETS,
                                        iana(24, 4))
                                .fields())
                .containsOnly(entry(FlowField.BYTES, 748L), entry(FlowField.PACKETS, 6L));
    }

    @Test
    void leavesPostCountersOfIpfixWhatTheyAre() {
        assertThat(Decoded.ipfix(record -> record.uint64(748), OUT_OCTETS).fields())
                .containsOnly(entry(FlowField.OUT_BYTES, 748L));
    }

    @Test
    void takesReverseElementsForTheWayBack() {
        assertThat(
                        Decoded.ipfix(
                                        record ->
                                                record.uint64(100)
                                                        .uint64(900)
                                                        .uint64(8)
                                                        .uint64(700)
                                                        .uint64(5)
                                                        .uint16(0x13),
                                        OCTETS,
                                        enterprise(29_305, 1, 8),
                                        enterprise(29_305, 2, 8),
                                        enterprise(29_305, 85, 8),
                                        enterprise(29_305, 86, 8),
                                        enterprise(29_305, 6, 2))
                                .fields())
                .containsOnly(
                        entry(FlowField.BYTES, 100L),
                        entry(FlowField.REVERSE_BYTES, 900L),
                        entry(FlowField.REVERSE_PACKETS, 8L),
                        entry(FlowField.REVERSE_TOTAL_BYTES, 700L),
                        entry(FlowField.REVERSE_TOTAL_PACKETS, 5L),
                        entry(FlowField.REVERSE_TCP_FLAGS, 0x13L));
    }

    @Test
    void takesTheInitiatorForTheSource() {
        assertThat(
                        Decoded.netflowV9(
                                        record -> record.uint64(100).uint64(900),
                                        INITIATOR_OCTETS,
                                        RESPONDER_OCTETS)
                                .fields())
                .containsOnly(entry(FlowField.BYTES, 100L), entry(FlowField.REVERSE_BYTES, 900L));
    }

    @Test
    void takesTheInitiatorForTheDestinationWhereTheRecordSaysSo() {
        assertThat(
                        Decoded.ipfix(
                                        record -> record.uint64(100).uint64(900).uint8(2),
                                        INITIATOR_OCTETS,
                                        RESPONDER_OCTETS,
                                        BIFLOW_DIRECTION)
                                .fields())
                .containsEntry(FlowField.BYTES, 900L)
                .containsEntry(FlowField.REVERSE_BYTES, 100L);
        assertThat(
                        Decoded.ipfix(
                                        record -> record.uint64(100).uint8(2),
                                        INITIATOR_OCTETS,
                                        BIFLOW_DIRECTION)
                                .fields())
                .containsEntry(FlowField.REVERSE_BYTES, 100L)
                .doesNotContainKey(FlowField.BYTES);
    }

    @Test
    void takesTheInitiatorOfCountersForTheClient() {
        assertThat(evidence(Decoded.ipfix(record -> record.uint64(100), INITIATOR_OCTETS)))
                .isEqualTo(ClientEvidence.source(ClientReason.INITIATOR));
        assertThat(
                        evidence(
                                Decoded.ipfix(
                                        record -> record.uint64(100).uint8(2),
                                        INITIATOR_OCTETS,
                                        BIFLOW_DIRECTION)))
                .isEqualTo(ClientEvidence.destination(ClientReason.INITIATOR));
        assertThat(evidence(Decoded.ipfix(record -> record.uint64(100), OCTETS))).isZero();
    }

    private static long evidence(Decoded decoded) {
        return decoded.batch().getOr(FlowField.CLIENT_EVIDENCE, 0, ClientEvidence.NONE);
    }

    @Test
    void leavesCountersOfTheFlowWhereTheyAreWhoeverInitiatedIt() {
        assertThat(
                        Decoded.ipfix(
                                        record -> record.uint64(100).uint8(2),
                                        OCTETS,
                                        BIFLOW_DIRECTION)
                                .fields())
                .containsEntry(FlowField.BYTES, 100L);
    }

    @Test
    void leavesCountersOfTheResponderOutBesideThoseOfTheFlow() {
        assertThat(
                        Decoded.netflowV9(
                                        record -> record.uint64(100).uint16(0),
                                        OCTETS,
                                        iana(232, 2))
                                .fields())
                .containsOnly(entry(FlowField.BYTES, 100L));
    }

    @Test
    void readsTheOtherCounters() {
        assertThat(
                        Decoded.ipfix(
                                        record -> record.uint64(1).uint64(2).uint64(3).uint64(4),
                                        iana(352, 8),
                                        iana(132, 8),
                                        iana(133, 8),
                                        iana(3, 8))
                                .fields())
                .containsOnly(
                        entry(FlowField.LAYER2_BYTES, 1L),
                        entry(FlowField.DROPPED_BYTES, 2L),
                        entry(FlowField.DROPPED_PACKETS, 3L),
                        entry(FlowField.FLOW_COUNT, 4L));
    }

    @Test
    void readsSamplingOfSoManyTakenAndSoManyLeftOut() {
        assertThat(
                        Decoded.ipfix(
                                        record -> record.uint32(2).uint32(1_998),
                                        iana(305, 4),
                                        iana(306, 4))
                                .fields())
                .containsOnly(entry(FlowField.SAMPLING_INTERVAL, 1_000L));
        assertThat(
                        Decoded.ipfix(
                                        record -> record.uint32(0).uint32(1_998),
                                        iana(305, 4),
                                        iana(306, 4))
                                .fields())
                .isEmpty();
    }

    @Test
    void prefersTheSamplingIntervalThatIsNotZero() {
        assertThat(
                        Decoded.netflowV9(
                                        record -> record.uint32(0).uint32(512),
                                        iana(34, 4),
                                        iana(50, 4))
                                .fields())
                .containsOnly(entry(FlowField.SAMPLING_INTERVAL, 512L));
    }
}
