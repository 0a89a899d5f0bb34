package io.weir.codec.session;

import static io.weir.codec.encode.TemplateField.iana;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import io.weir.codec.encode.IpfixWriter;
import io.weir.codec.encode.RecordWriter;
import io.weir.codec.encode.TemplateDefinition;
import io.weir.codec.encode.TemplateField;
import io.weir.codec.flow.FlowField;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of several elements fills a field of the flow. */
class ElementChoiceTest {

    private static final int ICMP = 1;
    private static final int ICMPV6 = 58;
    private static final int TCP = 6;
    private static final long IPV6_HIGH = 0x20010db8_00000000L;
    private static final TemplateField IPV4 = iana(Elements.SOURCE_IPV4_ADDRESS, 4);
    private static final TemplateField IPV6 = iana(Elements.SOURCE_IPV6_ADDRESS, 16);

    @Test
    void prefersTheUsualElementWhateverTheOrder() {
        TemplateField usual = iana(Elements.INGRESS_INTERFACE, 4);
        TemplateField physical = iana(Elements.INGRESS_PHYSICAL_INTERFACE, 4);

        assertThat(flow(record -> record.uint32(1).uint32(2), usual, physical))
                .containsEntry(FlowField.INPUT_INTERFACE, 1L);
        assertThat(flow(record -> record.uint32(2).uint32(1), physical, usual))
                .containsEntry(FlowField.INPUT_INTERFACE, 1L);
        assertThat(flow(record -> record.uint32(2), physical))
                .containsEntry(FlowField.INPUT_INTERFACE, 2L);
    }

    @Test
    void takesAnotherElementWhereThePreferredHasAnImpossibleLength() {
        assertThat(
                        flow(
                                record -> record.zeros(9).uint16(53),
                                iana(Elements.SOURCE_TRANSPORT_PORT, 9),
                                iana(Elements.UDP_SOURCE_PORT, 2)))
                .containsEntry(FlowField.SOURCE_PORT, 53L);
    }

    @Test
    void takesTheFirstOfDuplicateElements() {
        TemplateField port = iana(Elements.SOURCE_TRANSPORT_PORT, 2);

        assertThat(flow(record -> record.uint16(1).uint16(2), port, port))
                .containsEntry(FlowField.SOURCE_PORT, 1L);
        assertThat(flow(record -> record.uint32(0).uint32(1), IPV4, IPV4))
                .containsEntry(FlowField.SOURCE_ADDRESS, IpAddress.ofIpv4(0));
    }

    @Test
    void takesTheAddressOfTheFamilyThatTheRecordFills() {
        IpAddress ipv4 = IpAddress.ofIpv4(0x0a000001);
        IpAddress ipv6 = new IpAddress(IPV6_HIGH, 1);
        byte[] message =
                message(
                        TemplateDefinition.of(256, IPV4, IPV6),
                        record -> record.address(ipv4).zeros(16),
                        record -> record.zeros(4).address(ipv6),
                        record -> record.zeros(4).zeros(16),
                        record -> record.address(ipv4).address(ipv6));

        assertThat(new SessionUnderTest().recordsOf(message))
                .extracting(flow -> flow.get(FlowField.SOURCE_ADDRESS))
                .containsExactly(ipv4, ipv6, IpAddress.ofIpv4(0), ipv4);
    }

    @Test
    void takesTheFirstAddressInTheTemplateWhereTheRecordFillsBothOrNone() {
        IpAddress ipv6 = new IpAddress(IPV6_HIGH, 1);
        byte[] message =
                message(
                        TemplateDefinition.of(256, IPV6, IPV4),
                        record -> record.address(ipv6).uint32(0x0a000001),
                        record -> record.zeros(16).zeros(4));

        assertThat(new SessionUnderTest().recordsOf(message))
                .extracting(flow -> flow.get(FlowField.SOURCE_ADDRESS))
                .containsExactly(ipv6, new IpAddress(0, 0));
    }

    @Test
    void takesThePrefixLengthOfTheFamilyThatTheRecordFills() {
        TemplateDefinition both =
                TemplateDefinition.of(
                        256,
                        iana(Elements.SOURCE_IPV4_PREFIX_LENGTH, 1),
                        iana(Elements.SOURCE_IPV6_PREFIX_LENGTH, 1));
        byte[] message =
                message(both, record -> record.uint8(24).uint8(0), record -> record.uint16(48));

        assertThat(new SessionUnderTest().recordsOf(message))
                .extracting(flow -> flow.get(FlowField.SOURCE_PREFIX_LENGTH))
                .containsExactly(24L, 48L);
    }

    @Test
    void readsIcmpTypeAndCodeFromTheirOwnElement() {
        assertThat(
                        flow(
                                record -> record.uint8(ICMP).uint16(0).uint8(3).uint8(1),
                                iana(Elements.PROTOCOL_IDENTIFIER, 1),
                                iana(Elements.SOURCE_TRANSPORT_PORT, 2),
                                iana(Elements.ICMP_TYPE_CODE_IPV4, 2)))
                .containsEntry(FlowField.ICMP_TYPE, 3L)
                .containsEntry(FlowField.ICMP_CODE, 1L)
                .doesNotContainKey(FlowField.SOURCE_PORT);
        assertThat(
                        flow(
                                record -> record.uint8(ICMPV6).uint16(135 * 256),
                                iana(Elements.PROTOCOL_IDENTIFIER, 1),
                                iana(Elements.ICMP_TYPE_CODE_IPV6, 2)))
                .containsEntry(FlowField.ICMP_TYPE, 135L)
                .containsEntry(FlowField.ICMP_CODE, 0L);
        assertThat(
                        flow(
                                record -> record.uint8(ICMP).uint8(11).uint8(1),
                                iana(Elements.PROTOCOL_IDENTIFIER, 1),
                                iana(Elements.ICMP_TYPE_IPV4, 1),
                                iana(Elements.ICMP_CODE_IPV4, 1)))
                .containsEntry(FlowField.ICMP_TYPE, 11L)
                .containsEntry(FlowField.ICMP_CODE, 1L);
    }

    @Test
    void prefersTheIcmpElementToTheDestinationPort() {
        assertThat(
                        flow(
                                record -> record.uint8(ICMP).uint16(8 * 256).uint16(3 * 256 + 1),
                                iana(Elements.PROTOCOL_IDENTIFIER, 1),
                                iana(Elements.DESTINATION_TRANSPORT_PORT, 2),
                                iana(Elements.ICMP_TYPE_CODE_IPV4, 2)))
                .containsEntry(FlowField.ICMP_TYPE, 3L)
                .containsEntry(FlowField.ICMP_CODE, 1L)
                .doesNotContainKey(FlowField.DESTINATION_PORT);
    }

    @Test
    void leavesIcmpTypeAndCodeOutOfOtherFlows() {
        assertThat(
                        flow(
                                record -> record.uint8(TCP).uint16(443).uint16(0),
                                iana(Elements.PROTOCOL_IDENTIFIER, 1),
                                iana(Elements.DESTINATION_TRANSPORT_PORT, 2),
                                iana(Elements.ICMP_TYPE_CODE_IPV4, 2)))
                .containsEntry(FlowField.DESTINATION_PORT, 443L)
                .doesNotContainKeys(FlowField.ICMP_TYPE, FlowField.ICMP_CODE);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 100, 0xffff_ffffL})
    void keepsTheSamplingIntervalOfTheRecordAsExported(long interval) {
        assertThat(flow(record -> record.uint32(interval), iana(Elements.SAMPLING_INTERVAL, 4)))
                .containsEntry(FlowField.SAMPLING_INTERVAL, interval);
    }

    @Test
    void readsMacAddressesAs48Bits() {
        assertThat(
                        flow(
                                record -> record.uint(0xfeff_0102_0304L, 6),
                                iana(Elements.SOURCE_MAC_ADDRESS, 6)))
                .containsEntry(FlowField.SOURCE_MAC, 0xfeff_0102_0304L);
    }

    @Test
    void readsTcpFlagsOfOneAndTwoBytes() {
        assertThat(flow(record -> record.uint8(0xff), iana(Elements.TCP_CONTROL_BITS, 1)))
                .containsEntry(FlowField.TCP_FLAGS, 0xffL);
        assertThat(flow(record -> record.uint16(0x1ff), iana(Elements.TCP_CONTROL_BITS, 2)))
                .containsEntry(FlowField.TCP_FLAGS, 0x1ffL);
    }

    private static Map<FlowField, Object> flow(RecordWriter record, TemplateField... fields) {
        byte[] message = message(TemplateDefinition.of(256, fields), record);
        return new SessionUnderTest().recordsOf(message).get(0);
    }

    private static byte[] message(TemplateDefinition template, RecordWriter... records) {
        return new IpfixWriter(1).begin(1).template(template).data(template, records).toBytes();
    }
}
