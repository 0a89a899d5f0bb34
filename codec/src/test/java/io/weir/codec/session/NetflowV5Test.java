package io.weir.codec.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.weir.codec.IpAddress;
import io.weir.codec.Malformation;
import io.weir.codec.encode.NetflowV5Record;
import io.weir.codec.encode.NetflowV5Writer;
import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.session.SessionUnderTest.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetflowV5Test {

    private static final long EXPORT_MILLIS = 1_700_000_000_250L;
    private static final long UPTIME_MILLIS = 100_000;

    private final SessionUnderTest session = new SessionUnderTest();
    private final NetflowV5Writer writer = new NetflowV5Writer(1, 7);

    @Test
    void readsAllFieldsOfARecord() {
        begin().record()
                .addresses(0x0a010002, 0xc6336405L)
                .nextHop(0x0a010001)
                .interfaces(3, 65_535)
                .packets(0xffff_fffeL)
                .octets(0xffff_ffffL)
                .uptimes(UPTIME_MILLIS - 30_000, UPTIME_MILLIS - 10)
                .ports(51_000, 443)
                .tcpFlags(0x1b)
                .protocol(6)
                .tos(0x28)
                .autonomousSystems(64_500, 64_510)
                .prefixLengths(20, 24);

        assertThat(session.recordsOf(writer.toBytes()))
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
                                                entry(FlowField.OUTPUT_INTERFACE, 65_535L),
                                                entry(FlowField.PACKETS, 0xffff_fffeL),
                                                entry(FlowField.BYTES, 0xffff_ffffL),
                                                entry(
                                                        FlowField.START_MILLIS,
                                                        EXPORT_MILLIS - 30_000),
                                                entry(FlowField.END_MILLIS, EXPORT_MILLIS - 10),
                                                entry(FlowField.SOURCE_PORT, 51_000L),
                                                entry(FlowField.DESTINATION_PORT, 443L),
                                                entry(FlowField.TCP_FLAGS, 0x1bL),
                                                entry(FlowField.PROTOCOL, 6L),
                                                entry(FlowField.TOS, 0x28L),
                                                entry(FlowField.SOURCE_AS, 64_500L),
                                                entry(FlowField.DESTINATION_AS, 64_510L),
                                                entry(FlowField.SOURCE_PREFIX_LENGTH, 20L),
                                                entry(FlowField.DESTINATION_PREFIX_LENGTH, 24L)));
        assertThat(session.findings()).isEmpty();
    }

    @Test
    void readsTheHeader() {
        writer.nextSequence(0xffff_fff0L);
        begin().record();

        FlowBatch batch = session.receive(writer.toBytes());

        assertThat(batch.protocol()).isEqualTo(ExportProtocol.NETFLOW_V5);
        assertThat(batch.domain()).isEqualTo(1 * 256 + 7);
        assertThat(batch.sequence()).isEqualTo(0xffff_fff0L);
        assertThat(batch.exportMillis()).isEqualTo(EXPORT_MILLIS);
        assertThat(batch.receivedMillis()).isEqualTo(SessionUnderTest.RECEIVED_MILLIS);
        assertThat(batch.exporter()).isEqualTo(SessionUnderTest.EXPORTER);
        assertThat(batch.exporterPort()).isEqualTo(SessionUnderTest.EXPORTER_PORT);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 58})
    void readsIcmpTypeAndCodeFromTheDestinationPort(int protocol) {
        begin().record().protocol(protocol).ports(0, 3 * 256 + 13);

        assertThat(session.recordsOf(writer.toBytes()))
                .singleElement()
                .satisfies(
                        flow ->
                                assertThat(flow)
                                        .containsEntry(FlowField.ICMP_TYPE, 3L)
                                        .containsEntry(FlowField.ICMP_CODE, 13L)
                                        .doesNotContainKeys(
                                                FlowField.SOURCE_PORT, FlowField.DESTINATION_PORT));
    }

    @Test
    void givesEachRecordItsOwnRow() {
        begin();
        for (int i = 0; i < NetflowV5Writer.MAX_RECORDS; i++) {
            record(i);
        }

        FlowBatch batch = session.receive(writer.toBytes());

        assertThat(batch.size()).isEqualTo(NetflowV5Writer.MAX_RECORDS);
        for (int row = 0; row < batch.size(); row++) {
            assertThat(batch.get(FlowField.BYTES, row)).isEqualTo(1_000 + row);
            assertThat(batch.get(FlowField.PROTOCOL, row)).isEqualTo(row % 2 == 0 ? 6 : 1);
            assertThat(batch.has(FlowField.ICMP_TYPE, row)).isEqualTo(row % 2 != 0);
        }
    }

    @Test
    void givesAllRecordsTheSamplingIntervalOfTheHeader() {
        writer.sampling(1, 0x3fff);
        begin().record();
        writer.record();

        assertThat(session.recordsOf(writer.toBytes()))
                .hasSize(2)
                .allSatisfy(
                        flow ->
                                assertThat(flow)
                                        .containsEntry(FlowField.SAMPLING_INTERVAL, 16383L));
    }

    @Test
    void leavesTheSamplingIntervalOutWhereTheHeaderHasNone() {
        writer.sampling(2, 0);
        begin().record();

        assertThat(session.recordsOf(writer.toBytes()))
                .singleElement()
                .satisfies(flow -> assertThat(flow).doesNotContainKey(FlowField.SAMPLING_INTERVAL));
    }

    @Test
    void keepsTheRecordsThatArePresentOfATooHighCount() {
        begin();
        record(0);
        record(1);

        FlowBatch batch = session.receive(writer.statedCount(30).toBytes());

        assertThat(batch.size()).isEqualTo(2);
        assertThat(session.findings())
                .containsExactly(new Finding(Malformation.TRUNCATED, 24 + 2 * 48));
    }

    @Test
    void readsNoMoreRecordsThanTheCountSays() {
        begin();
        record(0);
        record(1);

        FlowBatch batch = session.receive(writer.statedCount(1).toBytes());

        assertThat(batch.size()).isEqualTo(1);
        assertThat(session.findings()).isEmpty();
    }

    @Test
    void emptiesTheBatchOfTheDatagramBefore() {
        writer.sampling(1, 100);
        begin().record();
        session.receive(writer.toBytes());

        writer.sampling(0, 0);
        begin().record();

        assertThat(session.recordsOf(writer.toBytes()))
                .singleElement()
                .satisfies(flow -> assertThat(flow).doesNotContainKey(FlowField.SAMPLING_INTERVAL));
    }

    private NetflowV5Writer begin() {
        return writer.begin(EXPORT_MILLIS, UPTIME_MILLIS);
    }

    private void record(int i) {
        NetflowV5Record record = writer.record();
        record.octets(1_000 + i).protocol(i % 2 == 0 ? 6 : 1);
    }

    private static IpAddress ipv4(long address) {
        return IpAddress.ofIpv4(address);
    }
}
