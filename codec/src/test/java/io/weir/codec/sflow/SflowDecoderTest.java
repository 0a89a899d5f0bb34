package io.weir.codec.sflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.weir.codec.IpAddress;
import io.weir.codec.Malformation;
import io.weir.codec.encode.FlowSampleWriter;
import io.weir.codec.encode.PacketWriter;
import io.weir.codec.encode.RecordWriter;
import io.weir.codec.encode.SflowWriter;
import io.weir.codec.encode.WireBuffer;
import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.session.SessionUnderTest;
import io.weir.codec.session.SessionUnderTest.Finding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SflowDecoderTest {

    private static final IpAddress NEXT_HOP = IpAddress.ofIpv4(0xc633_6401L);
    private static final IpAddress NEXT_HOP_6 = new IpAddress(0x2001_0db8_0000_0000L, 9);

    private final SessionUnderTest session = new SessionUnderTest();
    private final SflowWriter writer = Samples.agent().begin(60_000);

    private Map<FlowField, Object> onlyFlow() {
        List<Map<FlowField, Object>> flows = session.recordsOf(writer.toBytes());
        assertThat(session.findings()).isEmpty();
        assertThat(flows).hasSize(1);
        return flows.get(0);
    }

    private Map<FlowField, Object> flowOf(long format, RecordWriter record) {
        writer.flowSample().record(format, record);
        return onlyFlow();
    }

    @Test
    void readsTheHeaderOfTheDatagram() {
        FlowBatch batch = session.receive(writer.nextSequence(41).begin(60_000).toBytes());

        assertThat(batch.protocol()).isEqualTo(ExportProtocol.SFLOW_V5);
        assertThat(batch.domain()).isEqualTo(Samples.SUB_AGENT);
        assertThat(batch.sequence()).isEqualTo(41);
        assertThat(batch.exportMillis()).isEqualTo(SessionUnderTest.RECEIVED_MILLIS);
        assertThat(session.findings()).isEmpty();
    }

    @Test
    void makesAFlowOfASampledPacketAndMultipliesNothing() {
        writer.flowSample()
                .sequence(1)
                .source(0, 3)
                .sampling(512, 1_000, 2)
                .interfaces(3, 4)
                .header(Samples.ETHERNET, 1_518, Samples.tcpPacket());

        assertThat(onlyFlow())
                .containsOnly(
                        entry(FlowField.BYTES, 1_518L),
                        entry(FlowField.PACKETS, 1L),
                        entry(FlowField.SAMPLING_INTERVAL, 512L),
                        entry(FlowField.SAMPLE_POOL, 1_000L),
                        entry(FlowField.SAMPLE_DROPS, 2L),
                        entry(FlowField.INPUT_INTERFACE, 3L),
                        entry(FlowField.OUTPUT_INTERFACE, 4L),
                        entry(FlowField.DIRECTION, 0L),
                        entry(FlowField.SOURCE_MAC, Samples.SOURCE_MAC),
                        entry(FlowField.DESTINATION_MAC, Samples.DESTINATION_MAC),
                        entry(FlowField.ETHERTYPE, 0x0800L),
                        entry(FlowField.IP_VERSION, 4L),
                        entry(FlowField.SOURCE_ADDRESS, Samples.SOURCE),
                        entry(FlowField.DESTINATION_ADDRESS, Samples.DESTINATION),
                        entry(FlowField.TOS, 0L),
                        entry(FlowField.MIN_TTL, 64L),
                        entry(FlowField.MAX_TTL, 64L),
                        entry(FlowField.FRAGMENT_ID, 0L),
                        entry(FlowField.FRAGMENT_FLAGS, 0L),
                        entry(FlowField.PROTOCOL, 6L),
                        entry(FlowField.SOURCE_PORT, 51_000L),
                        entry(FlowField.DESTINATION_PORT, 443L),
                        entry(FlowField.TCP_FLAGS, 0x12L));
    }

    @Test
    void readsExpandedSamplesWithLargeIndices() {
        writer.expandedFlowSample()
                .source(0, 369_098_852L)
                .sampling(4_096, 12_237_120, 30)
                .input(0, 369_098_852L)
                .output(0, 369_098_851L);

        assertThat(onlyFlow())
                .contains(
                        entry(FlowField.SAMPLING_INTERVAL, 4_096L),
                        entry(FlowField.SAMPLE_POOL, 12_237_120L),
                        entry(FlowField.SAMPLE_DROPS, 30L),
                        entry(FlowField.INPUT_INTERFACE, 369_098_852L),
                        entry(FlowField.OUTPUT_INTERFACE, 369_098_851L));
    }

    /** D6 of the predecessor: the direction was never set. */
    @ParameterizedTest
    @CsvSource({"0, 3, 0", "0, 4, 1", "0, 5, ", "1, 3, ", "2, 4, "})
    void takesTheDirectionFromTheInterfaceThatSampled(int type, int index, Long direction) {
        writer.flowSample().source(type, index).interfaces(3, 4);

        assertThat(onlyFlow().get(FlowField.DIRECTION)).isEqualTo(direction);
    }

    @Test
    void keepsFormatBitsOutOfInterfaceIndices() {
        writer.flowSample().input(0, 5).output(FlowSampleWriter.SEVERAL, 7);
        writer.flowSample().input(0, 5).output(FlowSampleWriter.DISCARDED, 258);
        writer.expandedFlowSample().input(0, 5).output(FlowSampleWriter.DISCARDED, 257);

        List<Map<FlowField, Object>> flows = session.recordsOf(writer.toBytes());

        assertThat(flows)
                .allSatisfy(f -> assertThat(f).containsEntry(FlowField.INPUT_INTERFACE, 5L));
        assertThat(flows)
                .allSatisfy(f -> assertThat(f).doesNotContainKey(FlowField.OUTPUT_INTERFACE));
        assertThat(flows.get(0)).containsEntry(FlowField.OUTPUT_INTERFACE_COUNT, 7L);
        assertThat(flows.get(1)).containsEntry(FlowField.FORWARDING_STATUS, 129L);
        assertThat(flows.get(2)).containsEntry(FlowField.FORWARDING_STATUS, 137L);
    }

    @Test
    void leavesUnknownInterfacesOut() {
        writer.flowSample()
                .source(0, FlowSampleWriter.UNKNOWN_INTERFACE & 0xff_ffff)
                .interfaces(FlowSampleWriter.UNKNOWN_INTERFACE, FlowSampleWriter.UNKNOWN_INTERFACE);

        assertThat(onlyFlow())
                .doesNotContainKeys(
                        FlowField.INPUT_INTERFACE, FlowField.OUTPUT_INTERFACE, FlowField.DIRECTION);
    }

    @Test
    void namesAnAgentThatIsNotTheSourceOfTheDatagram() {
        IpAddress agent = new IpAddress(0x2001_0db8_0000_0000L, 5);
        SflowWriter other = new SflowWriter(agent, 1).begin(0);
        other.flowSample();

        assertThat(session.recordsOf(other.toBytes()).get(0))
                .containsEntry(FlowField.ORIGINAL_EXPORTER, agent);
    }

    /** D7 of the predecessor: without the first bytes of the packet there were no bytes. */
    @Test
    void takesTheLengthOfAnEthernetRecordWhereThereIsNoHeader() {
        assertThat(flowOf(2, r -> r.uint32(64).paddedMac(1).paddedMac(2).uint32(0x86dd)))
                .contains(
                        entry(FlowField.BYTES, 64L),
                        entry(FlowField.SOURCE_MAC, 1L),
                        entry(FlowField.DESTINATION_MAC, 2L),
                        entry(FlowField.ETHERTYPE, 0x86ddL));
    }

    /** D7 of the predecessor. */
    @Test
    void takesTheLengthOfAnIpv4RecordWhereThereIsNoHeader() {
        assertThat(flowOf(3, Samples::ipv4))
                .contains(
                        entry(FlowField.BYTES, 46L),
                        entry(FlowField.IP_VERSION, 4L),
                        entry(FlowField.SOURCE_ADDRESS, Samples.SOURCE),
                        entry(FlowField.DESTINATION_ADDRESS, Samples.DESTINATION),
                        entry(FlowField.PROTOCOL, 17L),
                        entry(FlowField.SOURCE_PORT, 1_000L),
                        entry(FlowField.DESTINATION_PORT, 53L),
                        entry(FlowField.TOS, 0x28L))
                .doesNotContainKey(FlowField.TCP_FLAGS);
    }

    /** D7 of the predecessor. */
    @Test
    void takesTheLengthOfAnIpv6RecordWhereThereIsNoHeader() {
        assertThat(
                        flowOf(
                                4,
                                r -> {
                                    r.uint32(80).uint32(6).address(NEXT_HOP_6).address(NEXT_HOP_6);
                                    r.uint32(1).uint32(2).uint32(0x10).uint32(0xb8);
                                }))
                .contains(
                        entry(FlowField.BYTES, 80L),
                        entry(FlowField.IP_VERSION, 6L),
                        entry(FlowField.SOURCE_ADDRESS, NEXT_HOP_6),
                        entry(FlowField.TCP_FLAGS, 0x10L),
                        entry(FlowField.TOS, 0xb8L));
    }

    @Test
    void theHeaderWinsOverOtherRecordsWhereverItStands() {
        writer.flowSample()
                .record(3, Samples::ipv4)
                .record(1001, r -> r.uint32(10).uint32(1).uint32(20).uint32(2))
                .header(Samples.ETHERNET, 1_518, Samples.tcpPacket());

        assertThat(onlyFlow())
                .contains(
                        entry(FlowField.BYTES, 1_518L),
                        entry(FlowField.PROTOCOL, 6L),
                        entry(FlowField.SOURCE_PORT, 51_000L),
                        entry(FlowField.TOS, 0L),
                        entry(FlowField.VLAN, 10L),
                        entry(FlowField.POST_VLAN, 20L));
    }

    /** D8 of the predecessor: the type of a next hop took the place of the IP version. */
    @Test
    void routerAndGatewayLeaveTheIpVersionAsItIs() {
        writer.flowSample()
                .header(Samples.ETHERNET, 1_518, Samples.tcpPacket())
                .record(1002, r -> r.typedAddress(NEXT_HOP_6).uint32(24).uint32(16))
                .record(
                        1003,
                        r -> r.typedAddress(NEXT_HOP_6).uint32(1).uint32(2).uint32(3).zeros(12));

        assertThat(onlyFlow())
                .contains(
                        entry(FlowField.IP_VERSION, 4L),
                        entry(FlowField.SOURCE_ADDRESS, Samples.SOURCE),
                        entry(FlowField.NEXT_HOP, NEXT_HOP_6),
                        entry(FlowField.BGP_NEXT_HOP, NEXT_HOP_6));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 4_095, 0xffff_ffffL})
    void aSwitchThatDoesNotKnowTheVlanNamesNone(long unknown) {
        assertThat(flowOf(1001, r -> r.uint32(unknown).uint32(0).uint32(unknown).uint32(0)))
                .doesNotContainKeys(FlowField.VLAN, FlowField.POST_VLAN, FlowField.VLAN_PRIORITY);
    }

    @Test
    void readsRouter() {
        assertThat(flowOf(1002, r -> r.typedAddress(NEXT_HOP).uint32(24).uint32(16)))
                .contains(
                        entry(FlowField.NEXT_HOP, NEXT_HOP),
                        entry(FlowField.SOURCE_PREFIX_LENGTH, 24L),
                        entry(FlowField.DESTINATION_PREFIX_LENGTH, 16L))
                .doesNotContainKey(FlowField.IP_VERSION);
    }

    @Test
    void readsANextHopOfUnknownType() {
        assertThat(flowOf(1002, r -> r.uint32(0).uint32(24).uint32(16)))
                .containsEntry(FlowField.SOURCE_PREFIX_LENGTH, 24L)
                .doesNotContainKey(FlowField.NEXT_HOP);
    }

    @Test
    void readsAutonomousSystemsOfAGateway() {
        assertThat(flowOf(1003, Samples::gateway))
                .contains(
                        entry(FlowField.BGP_NEXT_HOP, Samples.DESTINATION),
                        entry(FlowField.SOURCE_AS, 65_001L),
                        entry(FlowField.BGP_PREVIOUS_AS, 65_002L),
                        entry(FlowField.BGP_NEXT_AS, 65_010L),
                        entry(FlowField.DESTINATION_AS, 65_012L));
    }

    @Test
    void readsUser() {
        byte[] name = {'e', 'v', 'e'};
        writer.flowSample().record(1004, r -> r.uint32(106).opaque().uint32(106).opaque(name));

        FlowBatch batch = session.receive(writer.toBytes());

        assertThat(batch.text(FlowField.USER_NAME, 0)).isEqualTo("eve");
    }

    @Test
    void readsMplsLabelsAsReceivedElseAsSent() {
        assertThat(
                        flowOf(
                                1006,
                                r -> {
                                    r.typedAddress(NEXT_HOP).uint32(1).uint32(100 << 12 | 0x140);
                                    r.uint32(1).uint32(300 << 12 | 0x140);
                                }))
                .contains(
                        entry(FlowField.MPLS_TOP_LABEL_ADDRESS, NEXT_HOP),
                        entry(FlowField.MPLS_LABEL_1, 100L << 4 | 1));
        writer.begin(0);
        assertThat(
                        flowOf(
                                1006,
                                r ->
                                        r.typedAddress(NEXT_HOP)
                                                .uint32(0)
                                                .uint32(1)
                                                .uint32(300 << 12 | 0x140)))
                .containsEntry(FlowField.MPLS_LABEL_1, 300L << 4 | 1);
    }

    @Test
    void readsNat() {
        writer.flowSample()
                .record(1007, r -> r.typedAddress(NEXT_HOP).typedAddress(NEXT_HOP_6))
                .record(1020, r -> r.uint32(40_000).uint32(8_443));

        assertThat(onlyFlow())
                .contains(
                        entry(FlowField.POST_NAT_SOURCE_ADDRESS, NEXT_HOP),
                        entry(FlowField.POST_NAT_DESTINATION_ADDRESS, NEXT_HOP_6),
                        entry(FlowField.POST_NAT_SOURCE_PORT, 40_000L),
                        entry(FlowField.POST_NAT_DESTINATION_PORT, 8_443L));
    }

    @Test
    void aStrippedTagIsTheOuterOne() {
        byte[] tagged =
                new PacketWriter()
                        .ethernet(1, 2)
                        .vlan(30)
                        .ipv4(Samples.SOURCE, Samples.DESTINATION)
                        .toBytes();
        writer.flowSample()
                .record(1001, r -> r.uint32(10).uint32(1).uint32(20).uint32(2))
                .record(1012, r -> r.uint32(1).uint32(0x88a8_0064L))
                .header(Samples.ETHERNET, 100, tagged);

        assertThat(onlyFlow())
                .contains(
                        entry(FlowField.VLAN, 100L),
                        entry(FlowField.CUSTOMER_VLAN, 30L),
                        entry(FlowField.POST_VLAN, 20L));
    }

    @Test
    void readsTunnelsAroundThePacket() {
        writer.flowSample()
                .header(Samples.ETHERNET, 100, Samples.tcpPacket())
                .record(
                        1024,
                        r ->
                                r.uint32(150)
                                        .uint32(17)
                                        .address(NEXT_HOP)
                                        .address(Samples.SOURCE)
                                        .zeros(16))
                .record(1030, r -> r.uint32(5_010));

        assertThat(onlyFlow())
                .contains(
                        entry(FlowField.SOURCE_ADDRESS, Samples.SOURCE),
                        entry(FlowField.TUNNEL_PROTOCOL, 17L),
                        entry(FlowField.TUNNEL_SOURCE_ADDRESS, NEXT_HOP),
                        entry(FlowField.TUNNEL_DESTINATION_ADDRESS, Samples.SOURCE),
                        entry(FlowField.TUNNEL_ID, 5_010L));
    }

    @Test
    void takesTheRemoteEndOfASocketForTheSource() {
        assertThat(
                        flowOf(
                                2100,
                                r ->
                                        r.uint32(6)
                                                .address(Samples.SOURCE)
                                                .address(Samples.DESTINATION)
                                                .uint32(443)
                                                .uint32(51_000)))
                .contains(
                        entry(FlowField.SOURCE_ADDRESS, Samples.DESTINATION),
                        entry(FlowField.SOURCE_PORT, 51_000L),
                        entry(FlowField.DESTINATION_ADDRESS, Samples.SOURCE),
                        entry(FlowField.DESTINATION_PORT, 443L));
    }

    @Test
    void readsTheRadioOfAnAccessPoint() {
        byte[] name = {'l', 'a', 'b'};
        writer.flowSample()
                .record(1014, r -> r.opaque(name).paddedMac(0xaabb_ccdd_eeffL).zeros(28));

        FlowBatch batch = session.receive(writer.toBytes());

        assertThat(batch.text(FlowField.WLAN_SSID, 0)).isEqualTo("lab");
        assertThat(batch.get(FlowField.WLAN_ACCESS_POINT_MAC, 0)).isEqualTo(0xaabb_ccdd_eeffL);
    }

    @Test
    void passesOverUnknownRecordsAndSamples() {
        writer.rawSample(4413L << 12 | 1, new byte[16]);
        writer.rawSample(99, new byte[4]);
        writer.flowSample()
                .record(4413L << 12 | 3, r -> r.zeros(8))
                .record(2_222, r -> r.zeros(3))
                .record(1002, r -> r.typedAddress(NEXT_HOP).uint32(24).uint32(16));

        assertThat(onlyFlow()).containsEntry(FlowField.NEXT_HOP, NEXT_HOP);
    }

    @Test
    void countsADiscardedPacketAsDroppedAndNotAsTraffic() {
        RecordWriter header =
                r -> r.uint32(Samples.ETHERNET).uint32(1_518).uint32(0).opaque(Samples.tcpPacket());
        byte[] packet = Samples.tcpPacket();
        WireBuffer sample = new WireBuffer();
        sample.uint32(1).uint32(0).uint32(3).uint32(256).uint32(3).uint32(0).uint32(258).uint32(1);
        sample.uint32(1).uint32(16 + packet.length + 2);
        header.writeTo(sample);
        writer.rawSample(5, sample.toBytes());

        assertThat(onlyFlow())
                .contains(
                        entry(FlowField.DROPPED_PACKETS, 1L),
                        entry(FlowField.DROPPED_BYTES, 1_518L),
                        entry(FlowField.FORWARDING_STATUS, 129L),
                        entry(FlowField.INPUT_INTERFACE, 3L),
                        entry(FlowField.SAMPLE_DROPS, 256L),
                        entry(FlowField.SOURCE_ADDRESS, Samples.SOURCE))
                .doesNotContainKeys(
                        FlowField.PACKETS,
                        FlowField.BYTES,
                        FlowField.OUTPUT_INTERFACE,
                        FlowField.SAMPLING_INTERVAL);
    }

    @Test
    void readsCounterSamples() {
        session.receive(Samples.everything());

        assertThat(session.findings()).isEmpty();
        assertThat(session.counterSamples())
                .containsExactly(
                        new CounterSample(
                                SessionUnderTest.EXPORTER,
                                Samples.SUB_AGENT,
                                60_000,
                                9,
                                0,
                                3,
                                List.of(
                                        new InterfaceCounters(
                                                3,
                                                6,
                                                1_000_000_000L,
                                                1,
                                                3,
                                                new InterfaceCounters.Direction(
                                                        -2, 11, 12, 13, 14, 15),
                                                16,
                                                new InterfaceCounters.Direction(
                                                        20, 21, 22, 23, 24, 25),
                                                2),
                                        new EthernetCounters(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
                                        new OtherCounters(0, 1005, 8))),
                        new CounterSample(
                                SessionUnderTest.EXPORTER,
                                Samples.SUB_AGENT,
                                60_000,
                                10,
                                1,
                                100,
                                List.of(
                                        new VlanCounters(100, 1_000, 0, 0, 0, 0),
                                        new ProcessorCounters(1_000, 900, 800, 4, 2))));
    }

    @Test
    void knowsTheEffectiveIntervalFromTheSecondSampleOfASourceOn() {
        writer.flowSample().sequence(1).source(0, 3).sampling(100, 1_000, 0);
        writer.flowSample().sequence(2).source(0, 3).sampling(100, 1_250, 0);
        writer.flowSample().sequence(2).source(0, 4).sampling(100, 9_999, 0);

        List<Map<FlowField, Object>> flows = session.recordsOf(writer.toBytes());

        assertThat(flows.get(0)).doesNotContainKey(FlowField.EFFECTIVE_SAMPLING_INTERVAL);
        assertThat(flows.get(1)).containsEntry(FlowField.EFFECTIVE_SAMPLING_INTERVAL, 250L);
        assertThat(flows.get(2)).doesNotContainKey(FlowField.EFFECTIVE_SAMPLING_INTERVAL);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void namesOtherVersionsOfSflowUnsupported(int version) {
        session.receive(new byte[] {0, 0, 0, (byte) version, 0, 0, 0, 1});

        assertThat(session.findings())
                .containsExactly(new Finding(Malformation.UNSUPPORTED_VERSION, 0));
    }

    @Test
    void namesNetflowV8UnsupportedAndOthersUnknown() {
        session.receive(new byte[] {0, 8, 0, 1});
        session.receive(new byte[] {0, 0, 0, 6});
        session.receive(new byte[] {0, 0, 0});

        assertThat(session.findings())
                .containsExactly(
                        new Finding(Malformation.UNSUPPORTED_VERSION, 0),
                        new Finding(Malformation.UNKNOWN_VERSION, 0),
                        new Finding(Malformation.TOO_SHORT, 3));
    }

    @Test
    void mixesWithNetflowOfTheSameExporter() {
        writer.flowSample().header(Samples.ETHERNET, 1_518, Samples.tcpPacket());
        session.receive(new byte[] {0, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});

        assertThat(onlyFlow()).containsEntry(FlowField.BYTES, 1_518L);
    }
}
