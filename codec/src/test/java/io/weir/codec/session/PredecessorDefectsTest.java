package io.weir.codec.session;

import static io.weir.codec.encode.TemplateField.enterprise;
import static io.weir.codec.encode.TemplateField.iana;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.weir.codec.IpAddress;
import io.weir.codec.encode.NetflowV5Writer;
import io.weir.codec.encode.NetflowV9Writer;
import io.weir.codec.encode.TemplateDefinition;
import io.weir.codec.encode.WireBuffer;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.normalise.ApplicationId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Defects of ElastiFlow 4.0.1 in decoding NetFlow and IPFIX, numbered as there; none is here. */
class PredecessorDefectsTest {

    private static final int CISCO = 9;
    private static final long FORTINET_BROWSER = 0x8f34;

    @Test
    @DisplayName("D3: a UDP destination port needs no UDP source port beside it")
    void readsADestinationPortWithoutASourcePort() {
        assertThat(Decoded.netflowV9(record -> record.uint16(53), iana(181, 2)).fields())
                .containsEntry(FlowField.DESTINATION_PORT, 53L)
                .doesNotContainKey(FlowField.SOURCE_PORT);
    }

    @Test
    @DisplayName("D4: packets of the responder need no octets of the responder beside them")
    void readsResponderPacketsAlone() {
        assertThat(Decoded.ipfix(record -> record.uint64(7), iana(299, 8)).fields())
                .containsOnly(entry(FlowField.REVERSE_PACKETS, 7L));
    }

    @Test
    @DisplayName("D5: a Fortinet application id is the same in NetFlow v9 and IPFIX")
    void readsFortinetApplicationsOfBothProtocols() {
        Decoded netflow = Decoded.netflowV9(PredecessorDefectsTest::fortinet, iana(95, 9));
        Decoded ipfix = Decoded.ipfix(PredecessorDefectsTest::fortinet, iana(95, 9));

        assertThat(netflow.fields()).isEqualTo(ipfix.fields());
        long id = (Long) ipfix.fields().get(FlowField.APPLICATION_ID);
        assertThat(ApplicationId.text(id)).isEqualTo("0.." + FORTINET_BROWSER);
        assertThat(ApplicationId.enterprise(id)).isEqualTo(12_356);
    }

    @Test
    @DisplayName("D9, D10: sampling leaves what was exported as it is, and invents no way back")
    void leavesExportedCountersAlone() {
        assertThat(
                        Decoded.ipfix(
                                        record -> record.uint64(1_500).uint64(2).uint32(1_000),
                                        iana(1, 8),
                                        iana(2, 8),
                                        iana(34, 4))
                                .fields())
                .containsEntry(FlowField.BYTES, 1_500L)
                .containsEntry(FlowField.PACKETS, 2L)
                .containsEntry(FlowField.SAMPLING_INTERVAL, 1_000L)
                .doesNotContainKeys(FlowField.REVERSE_BYTES, FlowField.REVERSE_PACKETS);
    }

    @Test
    @DisplayName("D12: the version is in the datagram; v5 after v9 from the same port is v5")
    void readsAnyVersionFromAnyPort() {
        TemplateDefinition template = TemplateDefinition.of(256, iana(1, 4));
        SessionUnderTest session = new SessionUnderTest();
        session.receive(
                new NetflowV9Writer(1)
                        .begin(Decoded.EXPORT_SECONDS, 0)
                        .template(template)
                        .data(template, record -> record.uint32(1))
                        .toBytes());
        NetflowV5Writer v5 = new NetflowV5Writer(0, 0);
        v5.begin(Decoded.EXPORT_MILLIS, 0).record().addresses(0x0a000001, 0x0a000002).octets(99);

        FlowBatch batch = session.receive(v5.toBytes());

        assertThat(batch.get(FlowField.BYTES, 0)).isEqualTo(99);
        assertThat(batch.address(FlowField.SOURCE_ADDRESS, 0))
                .isEqualTo(IpAddress.ofIpv4(0x0a000001));
    }

    @Test
    @DisplayName("D13: Cisco AVC has packets and a client port, and needs no biflow direction")
    void readsClientAndServerOfCiscoAvc() {
        assertThat(
                        Decoded.ipfix(
                                        record ->
                                                record.uint32(0x0a000001)
                                                        .uint32(0x0a000002)
                                                        .uint16(51_000)
                                                        .uint16(443)
                                                        .uint64(100)
                                                        .uint64(9_000)
                                                        .uint64(3)
                                                        .uint64(7),
                                        enterprise(CISCO, 12236, 4),
                                        enterprise(CISCO, 12237, 4),
                                        enterprise(CISCO, 12240, 2),
                                        enterprise(CISCO, 12241, 2),
                                        enterprise(CISCO, 8338, 8),
                                        enterprise(CISCO, 8337, 8),
                                        enterprise(CISCO, 9265, 8),
                                        enterprise(CISCO, 9266, 8))
                                .fields())
                .containsEntry(FlowField.SOURCE_ADDRESS, IpAddress.ofIpv4(0x0a000001))
                .containsEntry(FlowField.DESTINATION_ADDRESS, IpAddress.ofIpv4(0x0a000002))
                .containsEntry(FlowField.SOURCE_PORT, 51_000L)
                .containsEntry(FlowField.DESTINATION_PORT, 443L)
                .containsEntry(FlowField.BYTES, 100L)
                .containsEntry(FlowField.REVERSE_BYTES, 9_000L)
                .containsEntry(FlowField.PACKETS, 3L)
                .containsEntry(FlowField.REVERSE_PACKETS, 7L);
    }

    @Test
    @DisplayName("D14: records of options templates are no flows")
    void makesNoFlowsOfOptions() {
        TemplateDefinition samplers = TemplateDefinition.ofOptions(257, 1, iana(1, 4), iana(34, 4));
        SessionUnderTest session = new SessionUnderTest();

        FlowBatch batch =
                session.receive(
                        new NetflowV9Writer(1)
                                .begin(Decoded.EXPORT_SECONDS, 0)
                                .template(samplers)
                                .data(samplers, record -> record.uint32(1).uint32(100))
                                .toBytes());

        assertThat(batch.size()).isZero();
        assertThat(session.optionsRecords()).isEqualTo(1);
    }

    @Test
    @DisplayName("D15: an IP version that nobody knows takes no address away")
    void keepsAddressesOfAnUnknownIpVersion() {
        assertThat(
                        Decoded.ipfix(
                                        record -> record.uint8(9).uint32(0x0a000001),
                                        iana(60, 1),
                                        iana(8, 4))
                                .fields())
                .containsEntry(FlowField.SOURCE_ADDRESS, IpAddress.ofIpv4(0x0a000001));
    }

    @Test
    @DisplayName("D20: times of NetFlow v9 are exact where the uptime has to borrow a second")
    void readsTimesOfNetflowV9ToTheMillisecond() {
        long ageOfStart = 1_250;
        long ageOfEnd = 999;
        assertThat(
                        Decoded.netflowV9(
                                        record ->
                                                record.uint32(Decoded.UPTIME_MILLIS - ageOfStart)
                                                        .uint32(Decoded.UPTIME_MILLIS - ageOfEnd),
                                        iana(22, 4),
                                        iana(21, 4))
                                .fields())
                .containsEntry(FlowField.START_MILLIS, Decoded.EXPORT_MILLIS - ageOfStart)
                .containsEntry(FlowField.END_MILLIS, Decoded.EXPORT_MILLIS - ageOfEnd);
    }

    @Test
    @DisplayName("Totals alone are not zero (GH#619, GH#646)")
    void readsTotals() {
        assertThat(
                        Decoded.ipfix(
                                        record -> record.uint64(1_500).uint64(3),
                                        iana(85, 8),
                                        iana(86, 8))
                                .fields())
                .containsEntry(FlowField.TOTAL_BYTES, 1_500L)
                .containsEntry(FlowField.TOTAL_PACKETS, 3L);
    }

    private static void fortinet(WireBuffer record) {
        record.uint8(20).uint32(12_356).uint32(FORTINET_BROWSER);
    }
}
