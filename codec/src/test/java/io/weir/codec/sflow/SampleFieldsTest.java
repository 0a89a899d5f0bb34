package io.weir.codec.sflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.codec.BigEndian;
import io.weir.codec.IpAddress;
import io.weir.codec.encode.PacketWriter;
import io.weir.codec.encode.SflowWriter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleFieldsTest {

    private static final int FIRST_SAMPLE = 28;

    private final SampleFields fields = new SampleFields();
    private final SflowWriter writer = Samples.agent().begin(0);

    /** The fields of each sample of the datagram. */
    private List<List<NamedValue>> read(byte[] datagram) {
        List<List<NamedValue>> samples = new ArrayList<>();
        int at = FIRST_SAMPLE;
        while (at < datagram.length) {
            long type = BigEndian.unsigned32(datagram, at);
            int from = at + 8;
            at = from + (int) BigEndian.unsigned32(datagram, at + 4);
            samples.add(fields.read(type, datagram, from, at));
        }
        return samples;
    }

    private static NamedValue value(String name, Object value) {
        return new NamedValue(name, value);
    }

    @Test
    void showsTheHeaderOfTheDatagram() {
        assertThat(fields.readHeader(Samples.everything()))
                .containsExactly(
                        value("agentAddress", "192.0.2.1"),
                        value("subAgentId", 7L),
                        value("datagramSequenceNumber", 1L),
                        value("uptime", 60_000L));
        assertThat(fields.readHeader(new byte[20])).isEmpty();
    }

    @Test
    void showsTheSampleAndThePacketByTheNamesOfIana() {
        List<NamedValue> sample = read(Samples.everything()).get(0);

        assertThat(sample)
                .startsWith(
                        value("sequenceNumber", 1L),
                        value("sourceIdType", 0L),
                        value("sourceIdIndex", 3L),
                        value("samplingRate", 100L),
                        value("samplePool", 1_000L),
                        value("drops", 2L),
                        value("inputFormat", 0L),
                        value("input", 3L),
                        value("outputFormat", 0L),
                        value("output", 4L))
                .contains(
                        value("frameLength", 1_518L),
                        value("octetDeltaCount", 1_518L),
                        value("headerLength", 54L),
                        value("sourceMacAddress", "02:00:00:00:00:01"),
                        value("ethernetType", 0x0800L),
                        value("ipVersion", 4L),
                        value("sourceIPv4Address", "10.0.0.1"),
                        value("destinationTransportPort", 443L),
                        value("protocolIdentifier", 6L),
                        value("tcpControlBits", 0x12L));
    }

    @Test
    void groupsStructuresWhoseNamesClash() {
        assertThat(read(Samples.everything()).get(0))
                .contains(
                        value(
                                "extendedSwitch",
                                List.of(
                                        value("srcVlan", 10L),
                                        value("srcPriority", 1L),
                                        value("dstVlan", 20L),
                                        value("dstPriority", 2L))),
                        value(
                                "extendedGateway",
                                List.of(
                                        value("nexthop", "10.0.0.2"),
                                        value("as", 65_000L),
                                        value("srcAs", 65_001L),
                                        value("srcPeerAs", 65_002L),
                                        value(
                                                "dstAsPath",
                                                List.of(
                                                        List.of(
                                                                value(
                                                                        "asSequence",
                                                                        List.of(65_010L, 65_011L))),
                                                        List.of(value("asSet", List.of(65_012L))))),
                                        value("communities", List.of(1L, 2L)),
                                        value("localpref", 100L))),
                        value("4413.1", "0000000000000001"));
    }

    @Test
    void showsCounters() {
        List<List<NamedValue>> samples = read(Samples.everything());

        assertThat(samples.get(2))
                .contains(
                        value("ifIndex", 3L),
                        value("ifInOctets", new BigInteger("18446744073709551614")),
                        value("ifPromiscuousMode", 2L),
                        value("dot3StatsSymbolErrors", 0L),
                        value("portName", List.of(value("name", "e0"))));
        assertThat(samples.get(3))
                .contains(
                        value("sourceIdType", 1L), value("vlanId", 100L), value("totalMemory", 4L));
    }

    @Test
    void showsIpv6AndTheTunnelAroundIt() {
        IpAddress address = new IpAddress(0x2001_0db8_0000_0000L, 1);
        byte[] packet =
                new PacketWriter()
                        .ipv4(Samples.SOURCE, Samples.DESTINATION)
                        .greWithKey(42)
                        .ipv6(address, address)
                        .icmp(128, 0)
                        .toBytes();
        writer.flowSample().header(11, 100, packet);

        assertThat(read(writer.toBytes()).get(0))
                .contains(
                        value("sourceIPv6Address", "2001:db8::1"),
                        value("icmpTypeIPv6", 128L),
                        value(
                                "tunnel",
                                List.of(
                                        value("sourceAddress", "10.0.0.1"),
                                        value("destinationAddress", "10.0.0.2"),
                                        value("protocol", 47L),
                                        value("id", 42L))));
    }

    @Test
    void namesThatComeAgainAreNumbered() {
        writer.flowSample()
                .record(1001, r -> r.zeros(16))
                .record(1001, r -> r.zeros(16))
                .record(1001, r -> r.zeros(16));

        assertThat(read(writer.toBytes()).get(0))
                .extracting(NamedValue::name)
                .endsWith("extendedSwitch", "extendedSwitch.2", "extendedSwitch.3");
    }

    @Test
    void showsTheBytesOfWhatItCannotRead() {
        writer.rawSample(4413L << 12 | 7, (byte) 0xca, (byte) 0xfe);
        writer.flowSample().record(1001, r -> r.uint32(5).uint8(0xab));
        writer.flowSample().record(1005, r -> r.uint32(1).opaque().opaque().uint32(3));
        writer.flowSample().statedRecords(2);

        List<List<NamedValue>> samples = read(writer.toBytes());

        assertThat(samples.get(0)).containsExactly(value("4413.7", "cafe"));
        assertThat(samples.get(1))
                .endsWith(
                        value(
                                "extendedSwitch",
                                List.of(value("srcVlan", 5L), value("incomplete", "ab"))));
        assertThat(samples.get(2))
                .endsWith(
                        value(
                                "extendedUrl",
                                List.of(
                                        value("direction", 1L),
                                        value("url", ""),
                                        value("host", ""),
                                        value("undefined", "00000003"))));
        assertThat(samples.get(3)).endsWith(value("incomplete", ""));
    }

    @Test
    void tellsCountersFromFlows() {
        assertThat(SampleFields.isCounters(2)).isTrue();
        assertThat(SampleFields.isCounters(4)).isTrue();
        assertThat(SampleFields.isCounters(1)).isFalse();
        assertThat(SampleFields.isCounters(5)).isFalse();
    }

    @Test
    void aStructureIsALineOfAFile() {
        Structures structures = Structures.parse("flow 9:1 = mine\n    a b:opaque4\n  c:int32\n");

        assertThat(structures.ofFlow(9L << 12 | 1))
                .isEqualTo(
                        new Structure(
                                "mine",
                                false,
                                List.of(
                                        new Structure.Field("a", FieldType.UINT32, 0),
                                        new Structure.Field("b", FieldType.OPAQUE, 4),
                                        new Structure.Field("c", FieldType.INT32, 0))));
        assertThatThrownBy(() -> Structures.parse("flow 9:1 = mine\n    a:nothing\n"))
                .hasMessageContaining("a:nothing");
    }
}
