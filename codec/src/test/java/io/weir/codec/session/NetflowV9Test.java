package io.weir.codec.session;

import static io.weir.codec.encode.TemplateField.iana;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.data.Index.atIndex;

import io.weir.codec.IpAddress;
import io.weir.codec.encode.NetflowV9Writer;
import io.weir.codec.encode.RecordWriter;
import io.weir.codec.encode.TemplateDefinition;
import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.session.SessionUnderTest.UnknownSet;
import org.junit.jupiter.api.Test;

class NetflowV9Test {

    private static final long EXPORT_SECONDS = 1_700_000_000L;
    private static final long UPTIME_MILLIS = 100_000;
    private static final int SOURCE_ID = 7;

    private static final TemplateDefinition BYTES =
            TemplateDefinition.of(
                    256,
                    iana(Elements.SOURCE_IPV4_ADDRESS, 4),
                    iana(Elements.OCTET_DELTA_COUNT, 4));
    private static final TemplateDefinition PORT =
            TemplateDefinition.of(257, iana(Elements.SOURCE_TRANSPORT_PORT, 2));
    private static final RecordWriter TEN_BYTES = record -> record.uint32(0x0a010203).uint32(10);

    private final SessionUnderTest session = new SessionUnderTest();
    private final NetflowV9Writer writer = new NetflowV9Writer(SOURCE_ID);

    @Test
    void readsTheHeader() {
        writer.nextSequence(0xffff_ffffL);

        FlowBatch batch = session.receive(begin().toBytes());

        assertThat(batch.protocol()).isEqualTo(ExportProtocol.NETFLOW_V9);
        assertThat(batch.domain()).isEqualTo(SOURCE_ID);
        assertThat(batch.sequence()).isEqualTo(0xffff_ffffL);
        assertThat(batch.exportMillis()).isEqualTo(EXPORT_SECONDS * 1_000);
        assertThat(batch.size()).isZero();
    }

    @Test
    void readsSeveralTemplatesOfOneSetAndTheirData() {
        byte[] datagram =
                begin().template(BYTES)
                        .template(PORT)
                        .data(BYTES, TEN_BYTES, TEN_BYTES)
                        .data(PORT, record -> record.uint16(53))
                        .toBytes();

        assertThat(session.recordsOf(datagram))
                .hasSize(3)
                .satisfies(
                        flow ->
                                assertThat(flow)
                                        .containsOnly(
                                                entry(
                                                        FlowField.SOURCE_ADDRESS,
                                                        IpAddress.ofIpv4(0x0a010203)),
                                                entry(FlowField.BYTES, 10L),
                                                entry(FlowField.TEMPLATE_ID, 256L)),
                        atIndex(1))
                .satisfies(
                        flow ->
                                assertThat(flow)
                                        .containsOnly(
                                                entry(FlowField.SOURCE_PORT, 53L),
                                                entry(FlowField.TEMPLATE_ID, 257L)),
                        atIndex(2));
        assertThat(session.templateEvents()).containsExactly("added", "added");
        assertThat(session.findings()).isEmpty();
    }

    @Test
    void readsDataOfATemplateInAnEarlierDatagram() {
        session.receive(begin().template(BYTES).toBytes());

        assertThat(session.recordsOf(begin().data(BYTES, TEN_BYTES).toBytes())).hasSize(1);
    }

    @Test
    void takesNeitherCountNorPaddingForRecords() {
        byte[] threePorts =
                begin().template(PORT)
                        .data(
                                PORT,
                                record -> record.uint16(1),
                                record -> record.uint16(2),
                                record -> record.uint16(3))
                        .statedCount(60_000)
                        .toBytes();
        byte[] padded =
                begin().template(BYTES)
                        .data(BYTES, TEN_BYTES)
                        .rawSet(256, 4 + 8 + 7, bytesOf(8 + 7))
                        .toBytes();

        assertThat(session.recordsOf(threePorts)).hasSize(3);
        assertThat(session.recordsOf(padded)).hasSize(2);
        assertThat(session.findings()).isEmpty();
    }

    @Test
    void readsPastPaddingOfTemplateSets() {
        byte[] datagram =
                begin().rawSet(0, 4 + 8 + 8, template(256, Elements.OCTET_DELTA_COUNT, 4, 8))
                        .rawSet(256, 8, (byte) 0, (byte) 0, (byte) 0, (byte) 9)
                        .toBytes();

        assertThat(session.recordsOf(datagram))
                .singleElement()
                .satisfies(flow -> assertThat(flow).containsEntry(FlowField.BYTES, 9L));
        assertThat(session.findings()).isEmpty();
    }

    @Test
    void readsOneSetByTheOldAndTheNextByTheNewLayoutOfATemplate() {
        TemplateDefinition redefined =
                TemplateDefinition.of(256, iana(Elements.PACKET_DELTA_COUNT, 8));

        byte[] datagram =
                begin().template(BYTES)
                        .data(BYTES, TEN_BYTES)
                        .template(redefined)
                        .data(redefined, record -> record.uint64(3))
                        .toBytes();

        assertThat(session.recordsOf(datagram))
                .satisfiesExactly(
                        flow -> assertThat(flow).containsEntry(FlowField.BYTES, 10L),
                        flow ->
                                assertThat(flow)
                                        .containsEntry(FlowField.PACKETS, 3L)
                                        .doesNotContainKey(FlowField.BYTES));
        assertThat(session.templateEvents()).containsExactly("added", "redefined");
    }

    @Test
    void tellsOfDataBeforeItsTemplateAndKeepsTheOtherSets() {
        byte[] datagram =
                begin().data(PORT, record -> record.uint16(80))
                        .template(BYTES)
                        .data(BYTES, TEN_BYTES)
                        .template(PORT)
                        .data(PORT, record -> record.uint16(443))
                        .toBytes();

        assertThat(session.recordsOf(datagram))
                .satisfiesExactly(
                        flow -> assertThat(flow).containsEntry(FlowField.BYTES, 10L),
                        flow -> assertThat(flow).containsEntry(FlowField.SOURCE_PORT, 443L));
        assertThat(session.unknownSets()).containsExactly(new UnknownSet(SOURCE_ID, 257, 2));
        assertThat(session.findings()).isEmpty();
    }

    /** In NetFlow v9 the highest bit of a field type belongs to the type (RFC 3954 §8). */
    @Test
    void readsVendorFieldTypesWithoutAnEnterpriseNumber() {
        TemplateDefinition cisco =
                TemplateDefinition.of(256, iana(40_001, 4), iana(Elements.OCTET_DELTA_COUNT, 4));

        assertThat(
                        session.recordsOf(
                                begin().template(cisco)
                                        .data(cisco, record -> record.uint32(1).uint32(10))
                                        .toBytes()))
                .singleElement()
                .satisfies(flow -> assertThat(flow).containsEntry(FlowField.BYTES, 10L));
    }

    @Test
    void readsUptimesBeforeAndAfterTheirWrap() {
        TemplateDefinition times =
                TemplateDefinition.of(
                        256,
                        iana(Elements.FLOW_START_SYS_UP_TIME, 4),
                        iana(Elements.FLOW_END_SYS_UP_TIME, 4));
        long uptime = 1_000;

        byte[] datagram =
                writer.begin(EXPORT_SECONDS, uptime)
                        .template(times)
                        .data(times, record -> record.uint32(0xffff_ffffL - 999).uint32(600))
                        .data(times, record -> record.uint32(1_000).uint32(1_500))
                        .toBytes();

        long export = EXPORT_SECONDS * 1_000;
        assertThat(session.recordsOf(datagram))
                .satisfiesExactly(
                        flow ->
                                assertThat(flow)
                                        .containsEntry(FlowField.START_MILLIS, export - 2_000)
                                        .containsEntry(FlowField.END_MILLIS, export - 400),
                        flow ->
                                assertThat(flow)
                                        .containsEntry(FlowField.START_MILLIS, export)
                                        .containsEntry(FlowField.END_MILLIS, export + 500));
    }

    @Test
    void keepsTemplatesOfSourceIdsApart() {
        NetflowV9Writer other = new NetflowV9Writer(8);
        TemplateDefinition sameId =
                TemplateDefinition.of(256, iana(Elements.PACKET_DELTA_COUNT, 8));
        session.receive(begin().template(BYTES).toBytes());
        session.receive(other.begin(EXPORT_SECONDS, 0).template(sameId).toBytes());

        byte[] ofFirst = begin().data(BYTES, TEN_BYTES).toBytes();
        byte[] ofOther =
                other.begin(EXPORT_SECONDS, 0).data(sameId, record -> record.uint64(3)).toBytes();

        assertThat(session.recordsOf(ofFirst))
                .singleElement()
                .satisfies(flow -> assertThat(flow).containsEntry(FlowField.BYTES, 10L));
        assertThat(session.recordsOf(ofOther))
                .singleElement()
                .satisfies(flow -> assertThat(flow).containsEntry(FlowField.PACKETS, 3L));
    }

    private NetflowV9Writer begin() {
        return writer.begin(EXPORT_SECONDS, UPTIME_MILLIS);
    }

    private static byte[] bytesOf(int length) {
        return new byte[length];
    }

    private static byte[] template(int id, int element, int length, int padding) {
        byte[] bytes = new byte[8 + padding];
        bytes[0] = (byte) (id >>> 8);
        bytes[1] = (byte) id;
        bytes[3] = 1;
        bytes[5] = (byte) element;
        bytes[7] = (byte) length;
        return bytes;
    }
}
