package io.weir.codec.session;

import static io.weir.codec.encode.TemplateField.enterprise;
import static io.weir.codec.encode.TemplateField.iana;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.weir.codec.IpAddress;
import io.weir.codec.encode.TemplateField;
import io.weir.codec.flow.FlowField;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Elements that mean the same in different units, or parts of it. */
class FlowFieldsTest {

    private static final IpAddress IPV6 = new IpAddress(0x20010db8_00000000L, 1);
    private static final IpAddress IPV4 = IpAddress.ofIpv4(0x0a000001);

    @Test
    void readsDscpAndPrecedenceAsTheTosOctet() {
        assertThat(Decoded.ipfix(record -> record.uint8(46), iana(195, 1)).fields())
                .containsOnly(entry(FlowField.TOS, 0xb8L));
        assertThat(Decoded.ipfix(record -> record.uint8(5), iana(196, 1)).fields())
                .containsOnly(entry(FlowField.TOS, 0xa0L));
        assertThat(
                        Decoded.ipfix(
                                        record -> record.uint8(46).uint8(0xb9).uint8(10),
                                        iana(195, 1),
                                        iana(5, 1),
                                        iana(98, 1))
                                .fields())
                .containsOnly(entry(FlowField.TOS, 0xb9L), entry(FlowField.POST_TOS, 0x28L));
    }

    @ParameterizedTest
    @CsvSource({"0xf002, 0x002", "0x0112, 0x112", "0x5fff, 0xfff"})
    void readsTcpFlagsWithoutTheDataOffset(String exported, String flags) {
        assertThat(
                        Decoded.ipfix(record -> record.uint16(Long.decode(exported)), iana(6, 2))
                                .fields())
                .containsOnly(entry(FlowField.TCP_FLAGS, Long.decode(flags)));
    }

    @Test
    void letsTheProtocolDecideBetweenIcmpAndIcmpv6() {
        assertThat(icmp(1, 0x0000, 0x8700))
                .containsEntry(FlowField.ICMP_TYPE, 0L)
                .containsEntry(FlowField.ICMP_CODE, 0L);
        assertThat(icmp(58, 0x0301, 0x8700))
                .containsEntry(FlowField.ICMP_TYPE, 135L)
                .containsEntry(FlowField.ICMP_CODE, 0L);
        assertThat(icmp(6, 0x0301, 0x8700))
                .doesNotContainKeys(FlowField.ICMP_TYPE, FlowField.ICMP_CODE);
    }

    @Test
    void takesTheIcmpElementThatIsFilledWhereThereIsNoProtocol() {
        assertThat(
                        Decoded.ipfix(
                                        record -> record.uint16(0).uint16(0x8700),
                                        iana(32, 2),
                                        iana(139, 2))
                                .fields())
                .containsEntry(FlowField.ICMP_TYPE, 135L);
    }

    @Test
    void readsTypeAndCodeOfIcmpv6FromElementsOfTheirOwn() {
        assertThat(
                        Decoded.ipfix(
                                        record -> record.uint8(58).uint8(1).uint8(4),
                                        iana(4, 1),
                                        iana(178, 1),
                                        iana(179, 1))
                                .fields())
                .containsEntry(FlowField.ICMP_TYPE, 1L)
                .containsEntry(FlowField.ICMP_CODE, 4L);
    }

    @Test
    void leavesPortsOfAnUnknownProtocolWhatTheyAre() {
        assertThat(Decoded.netflowV9(record -> record.uint16(0x0301), iana(11, 2)).fields())
                .containsOnly(entry(FlowField.DESTINATION_PORT, 0x0301L));
    }

    @Test
    void takesThePortOfTheProtocolThatTheRecordHas() {
        assertThat(
                        Decoded.ipfix(
                                        record -> record.uint16(0).uint16(53),
                                        iana(182, 2),
                                        iana(180, 2))
                                .fields())
                .containsOnly(entry(FlowField.SOURCE_PORT, 53L));
    }

    @Test
    void takesOneTtlForTheSmallestAndTheLargest() {
        assertThat(Decoded.ipfix(record -> record.uint8(64), iana(192, 1)).fields())
                .containsOnly(entry(FlowField.MIN_TTL, 64L), entry(FlowField.MAX_TTL, 64L));
        assertThat(
                        Decoded.ipfix(
                                        record -> record.uint8(64).uint8(60).uint8(65),
                                        iana(192, 1),
                                        iana(52, 1),
                                        iana(53, 1))
                                .fields())
                .containsOnly(entry(FlowField.MIN_TTL, 60L), entry(FlowField.MAX_TTL, 65L));
    }

    @Test
    void readsMplsLabelsOfThreeBytes() {
        assertThat(
                        Decoded.ipfix(
                                        record -> record.uint(0x04e250, 3).uint(0x7ffda1, 3),
                                        iana(70, 3),
                                        iana(79, 3))
                                .fields())
                .containsOnly(
                        entry(FlowField.MPLS_LABEL_1, 0x04e250L),
                        entry(FlowField.MPLS_LABEL_10, 0x7ffda1L));
    }

    @ParameterizedTest
    @CsvSource({"1, 17", "2, 47"})
    void readsTheSegmentOfATunnel(int type, long protocol) {
        assertThat(
                        Decoded.ipfix(record -> record.uint8(type).uint(0xabcdef, 7), iana(351, 8))
                                .fields())
                .containsOnly(
                        entry(FlowField.TUNNEL_ID, 0xabcdefL),
                        entry(FlowField.TUNNEL_PROTOCOL, protocol));
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "4"})
    void readsForwardingStatusOfAnyLength(int length) {
        assertThat(Decoded.ipfix(record -> record.uint(0x42, length), iana(89, length)).fields())
                .containsOnly(entry(FlowField.FORWARDING_STATUS, 0x42L));
    }

    @ParameterizedTest
    @CsvSource({"2", "4", "8"})
    void readsInterfacesOfAnyLength(int length) {
        assertThat(Decoded.ipfix(record -> record.uint(737, length), iana(14, length)).fields())
                .containsOnly(entry(FlowField.OUTPUT_INTERFACE, 737L));
    }

    @Test
    void readsTheExporterBehindAMediator() {
        assertThat(
                        Decoded.ipfix(
                                        record -> record.address(IPV4).zeros(16),
                                        iana(403, 4),
                                        iana(404, 16))
                                .fields())
                .containsOnly(entry(FlowField.ORIGINAL_EXPORTER, IPV4));
        assertThat(Decoded.ipfix(record -> record.address(IPV6), iana(131, 16)).fields())
                .containsOnly(entry(FlowField.ORIGINAL_EXPORTER, IPV6));
    }

    @Test
    void readsAddressTranslation() {
        assertThat(
                        Decoded.netflowV9(
                                        record ->
                                                record.address(IPV4)
                                                        .address(IPV6)
                                                        .uint16(1_024)
                                                        .uint16(53)
                                                        .uint8(4),
                                        iana(225, 4),
                                        iana(282, 16),
                                        iana(227, 2),
                                        iana(228, 2),
                                        iana(230, 1))
                                .fields())
                .containsOnly(
                        entry(FlowField.POST_NAT_SOURCE_ADDRESS, IPV4),
                        entry(FlowField.POST_NAT_DESTINATION_ADDRESS, IPV6),
                        entry(FlowField.POST_NAT_SOURCE_PORT, 1_024L),
                        entry(FlowField.POST_NAT_DESTINATION_PORT, 53L),
                        entry(FlowField.NAT_EVENT, 4L));
    }

    @Test
    void readsBothTagsOfAFrame() {
        assertThat(
                        Decoded.ipfix(
                                        record ->
                                                record.uint16(100)
                                                        .uint8(5)
                                                        .uint16(200)
                                                        .uint8(3)
                                                        .uint16(101)
                                                        .uint16(201),
                                        iana(243, 2),
                                        iana(244, 1),
                                        iana(245, 2),
                                        iana(246, 1),
                                        iana(254, 2),
                                        iana(255, 2))
                                .fields())
                .containsOnly(
                        entry(FlowField.VLAN, 100L),
                        entry(FlowField.VLAN_PRIORITY, 5L),
                        entry(FlowField.CUSTOMER_VLAN, 200L),
                        entry(FlowField.CUSTOMER_VLAN_PRIORITY, 3L),
                        entry(FlowField.POST_VLAN, 101L),
                        entry(FlowField.POST_CUSTOMER_VLAN, 201L));
    }

    @Test
    void readsTextOfFixedAndOfVariableLength() {
        Decoded flow =
                Decoded.ipfix(
                        record ->
                                record.variableLength("blue".getBytes(UTF_8))
                                        .bytes("eth0\0\0\0\0".getBytes(UTF_8))
                                        .variableLength(),
                        iana(236, TemplateField.VARIABLE_LENGTH),
                        iana(82, 8),
                        iana(371, TemplateField.VARIABLE_LENGTH));

        assertThat(flow.text(FlowField.VRF_NAME)).isEqualTo("blue");
        assertThat(flow.text(FlowField.INPUT_INTERFACE_NAME)).isEqualTo("eth0");
        assertThat(flow.fields()).doesNotContainKey(FlowField.USER_NAME);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "10", "16"})
    void leavesApplicationIdsOfImpossibleLengthsOut(int length) {
        assertThat(
                        Decoded.ipfix(
                                        record -> record.variableLength(new byte[length]),
                                        iana(95, TemplateField.VARIABLE_LENGTH))
                                .fields())
                .isEmpty();
    }

    @Test
    void readsThePacketOfAReportWithoutAddresses() {
        byte[] packet = ipv4Udp();
        Map<FlowField, Object> flow =
                Decoded.ipfix(
                                record -> record.uint32(737).variableLength(packet),
                                iana(10, 4),
                                iana(313, TemplateField.VARIABLE_LENGTH))
                        .fields();

        assertThat(flow)
                .containsEntry(FlowField.SOURCE_ADDRESS, IPV4)
                .containsEntry(FlowField.DESTINATION_PORT, 53L)
                .containsEntry(FlowField.PROTOCOL, 17L)
                .containsEntry(FlowField.INPUT_INTERFACE, 737L)
                .containsEntry(FlowField.PACKETS, 1L);
    }

    @Test
    void leavesThePacketOfARecordWithAddressesAlone() {
        byte[] packet = ipv4Udp();

        assertThat(
                        Decoded.ipfix(
                                        record -> record.uint32(0x0a0a0a0a).bytes(packet),
                                        iana(8, 4),
                                        iana(313, packet.length))
                                .fields())
                .containsOnly(entry(FlowField.SOURCE_ADDRESS, IpAddress.ofIpv4(0x0a0a0a0a)));
    }

    @Test
    void readsTheFrameOfAReportWithItsSize() {
        byte[] frame = new byte[14 + ipv4Udp().length];
        frame[12] = 8;
        System.arraycopy(ipv4Udp(), 0, frame, 14, ipv4Udp().length);

        assertThat(
                        Decoded.ipfix(
                                        record -> record.uint16(1_514).bytes(frame),
                                        iana(312, 2),
                                        iana(315, frame.length))
                                .fields())
                .containsEntry(FlowField.SOURCE_ADDRESS, IPV4)
                .containsEntry(FlowField.BYTES, 1_514L)
                .containsEntry(FlowField.LAYER2_BYTES, 1_514L)
                .containsEntry(FlowField.PACKETS, 1L);
    }

    @Test
    void looksAtNoElementOfAnEnterpriseThatIsNotKnown() {
        assertThat(Decoded.ipfix(record -> record.uint64(1), enterprise(4_242, 1, 8)).fields())
                .isEmpty();
    }

    private static Map<FlowField, Object> icmp(int protocol, int ofIpv4, int ofIpv6) {
        return Decoded.ipfix(
                        record -> record.uint16(ofIpv6).uint8(protocol).uint16(ofIpv4),
                        iana(139, 2),
                        iana(4, 1),
                        iana(32, 2))
                .fields();
    }

    /** From 10.0.0.1 to 10.0.0.2, port 53. */
    private static byte[] ipv4Udp() {
        return new byte[] {
            0x45,
            0,
            0,
            28,
            0,
            0,
            0,
            0,
            64,
            17,
            0,
            0,
            10,
            0,
            0,
            1,
            10,
            0,
            0,
            2, // IPv4
            (byte) 0xc0,
            0,
            0,
            53,
            0,
            8,
            0,
            0 // UDP
        };
    }
}
