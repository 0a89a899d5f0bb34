package io.weir.codec.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.weir.codec.IpAddress;
import io.weir.codec.Malformation;
import io.weir.codec.encode.LegacyNetflowWriter;
import io.weir.codec.encode.WireBuffer;
import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.session.SessionUnderTest.Finding;
import io.weir.codec.store.MemorySessionStore;
import io.weir.codec.template.Template;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** NetFlow v1 and v7: what differs from v5. */
class LegacyNetflowTest {

    private static final long EXPORT_MILLIS = 1_700_000_000_250L;
    private static final long UPTIME_MILLIS = 100_000;

    private final SessionUnderTest session = new SessionUnderTest();

    @Test
    void readsAllFieldsOfVersion1() {
        byte[] datagram =
                LegacyNetflowWriter.v1()
                        .begin(EXPORT_MILLIS, UPTIME_MILLIS)
                        .record(LegacyNetflowTest::version1)
                        .toBytes();

        assertThat(session.recordsOf(datagram))
                .singleElement()
                .satisfies(
                        flow ->
                                assertThat(flow)
                                        .containsOnly(
                                                entry(FlowField.SOURCE_ADDRESS, ipv4(0x0a010002)),
                                                entry(
                                                        FlowField.DESTINATION_ADDRESS,
                                                        ipv4(0xc6336405L)),
                                                entry(FlowField.NEXT_HOP, ipv4(0x0a010001)),
                                                entry(FlowField.INPUT_INTERFACE, 3L),
                                                entry(FlowField.OUTPUT_INTERFACE, 4L),
                                                entry(FlowField.PACKETS, 7L),
                                                entry(FlowField.BYTES, 700L),
                                                entry(
                                                        FlowField.START_MILLIS,
                                                        EXPORT_MILLIS - 30_000),
                                                entry(FlowField.END_MILLIS, EXPORT_MILLIS - 10),
                                                entry(FlowField.SOURCE_PORT, 51_000L),
                                                entry(FlowField.DESTINATION_PORT, 443L),
                                                entry(FlowField.PROTOCOL, 6L),
                                                entry(FlowField.TOS, 0x28L),
                                                entry(FlowField.TCP_FLAGS, 0x1bL)));
        assertThat(session.findings()).isEmpty();
    }

    @Test
    void readsAllFieldsOfVersion7() {
        byte[] datagram =
                LegacyNetflowWriter.v7()
                        .begin(EXPORT_MILLIS, UPTIME_MILLIS)
                        .record(LegacyNetflowTest::version7)
                        .toBytes();

        assertThat(session.recordsOf(datagram))
                .singleElement()
                .satisfies(
                        flow ->
                                assertThat(flow)
                                        .containsEntry(FlowField.SOURCE_PORT, 51_000L)
                                        .containsEntry(FlowField.TCP_FLAGS, 0x1bL)
                                        .containsEntry(FlowField.PROTOCOL, 6L)
                                        .containsEntry(FlowField.TOS, 0x28L)
                                        .containsEntry(FlowField.SOURCE_AS, 64_500L)
                                        .containsEntry(FlowField.DESTINATION_AS, 64_510L)
                                        .containsEntry(FlowField.SOURCE_PREFIX_LENGTH, 20L)
                                        .containsEntry(FlowField.DESTINATION_PREFIX_LENGTH, 24L)
                                        .hasSize(18));
    }

    @Test
    void readsTheHeaderOfVersion1() {
        FlowBatch batch =
                session.receive(LegacyNetflowWriter.v1().begin(EXPORT_MILLIS, 0).toBytes());

        assertThat(batch.protocol()).isEqualTo(ExportProtocol.NETFLOW_V1);
        assertThat(batch.exportMillis()).isEqualTo(EXPORT_MILLIS);
        assertThat(batch.domain()).isZero();
        assertThat(batch.sequence()).isZero();
    }

    @Test
    void readsTheHeaderOfVersion7() {
        FlowBatch batch =
                session.receive(
                        LegacyNetflowWriter.v7()
                                .nextSequence(0xffff_fff0L)
                                .begin(EXPORT_MILLIS, 0)
                                .toBytes());

        assertThat(batch.protocol()).isEqualTo(ExportProtocol.NETFLOW_V7);
        assertThat(batch.exportMillis()).isEqualTo(EXPORT_MILLIS);
        assertThat(batch.domain()).isZero();
        assertThat(batch.sequence()).isEqualTo(0xffff_fff0L);
    }

    @Test
    void keepsTheRecordsThatArePresent() {
        byte[] datagram =
                LegacyNetflowWriter.v7()
                        .begin(EXPORT_MILLIS, UPTIME_MILLIS)
                        .record(LegacyNetflowTest::version7)
                        .record(LegacyNetflowTest::version7)
                        .toBytes();

        FlowBatch batch = session.receive(Arrays.copyOf(datagram, datagram.length - 1));

        assertThat(batch.size()).isEqualTo(1);
        assertThat(session.findings())
                .containsExactly(new Finding(Malformation.TRUNCATED, 24 + 52));
    }

    @Test
    void takesAsManyRecordsAsTheDatagramHas() {
        LegacyNetflowWriter writer = LegacyNetflowWriter.v1().begin(EXPORT_MILLIS, UPTIME_MILLIS);
        for (int i = 0; i < 1_000; i++) {
            writer.record(LegacyNetflowTest::version1);
        }

        assertThat(session.receive(writer.toBytes()).size()).isEqualTo(1_000);
    }

    @Test
    void showsTheRecordsAsTheyAre() {
        List<Template> seen = new ArrayList<>();
        RecordListener listener = (message, template, bytes, from, to) -> seen.add(template);
        ExporterSession withListener =
                new ExporterSession(
                        new MemorySessionStore(),
                        new SilentListener(),
                        listener,
                        Transport.DATAGRAMS,
                        SessionLimits.DEFAULTS);

        withListener.decode(
                LegacyNetflowWriter.v7()
                        .begin(EXPORT_MILLIS, UPTIME_MILLIS)
                        .record(LegacyNetflowTest::version7)
                        .toBytes(),
                new FlowBatch());

        assertThat(seen)
                .singleElement()
                .extracting(Template::minimumRecordLength)
                .isEqualTo(LegacyNetflowWriter.RECORD_LENGTH);
    }

    private static void version1(WireBuffer record) {
        head(record);
        record.zeros(2).uint8(6).uint8(0x28).uint8(0x1b).zeros(11);
    }

    private static void version7(WireBuffer record) {
        head(record);
        record.uint8(0).uint8(0x1b).uint8(6).uint8(0x28).uint16(64_500).uint16(64_510);
        record.uint8(20).uint8(24).zeros(2).uint32(0x0a0a0a0a);
    }

    private static void head(WireBuffer record) {
        record.uint32(0x0a010002).uint32(0xc6336405L).uint32(0x0a010001).uint16(3).uint16(4);
        record.uint32(7).uint32(700).uint32(UPTIME_MILLIS - 30_000).uint32(UPTIME_MILLIS - 10);
        record.uint16(51_000).uint16(443);
    }

    private static IpAddress ipv4(long address) {
        return IpAddress.ofIpv4(address);
    }
}
