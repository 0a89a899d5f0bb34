package io.weir.codec.session;

import static io.weir.codec.encode.TemplateField.enterprise;
import static io.weir.codec.encode.TemplateField.iana;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.weir.codec.IpAddress;
import io.weir.codec.encode.TemplateField;
import io.weir.codec.flow.FlowField;
import io.weir.codec.normalise.ApplicationId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What exporters say in ways of their own. */
class VendorSpecialsTest {

    private static final int CERT = 6_871;
    private static final int CISCO = 9;
    private static final IpAddress CLIENT = IpAddress.ofIpv4(0x0a000001);
    private static final IpAddress SERVER = IpAddress.ofIpv4(0x0a000002);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void readsEventsOfCiscoAsa(int event) {
        Decoded flow =
                Decoded.netflowV9(
                        record ->
                                record.uint32(4_711)
                                        .uint8(event)
                                        .uint16(1_001)
                                        .uint64(Decoded.EXPORT_MILLIS - 5)
                                        .uint64(Decoded.EXPORT_MILLIS - 500)
                                        .uint32(100)
                                        .uint32(900)
                                        .bytes("alice\0\0\0".getBytes(UTF_8)),
                        iana(148, 4),
                        iana(233, 1),
                        iana(33_002, 2),
                        iana(323, 8),
                        iana(152, 8),
                        iana(231, 4),
                        iana(232, 4),
                        iana(40_000, 8));

        assertThat(flow.fields())
                .containsEntry(FlowField.FLOW_ID, 4_711L)
                .containsEntry(FlowField.FIREWALL_EVENT, (long) event)
                .containsEntry(FlowField.FIREWALL_EXTENDED_EVENT, 1_001L)
                .containsEntry(FlowField.EVENT_MILLIS, Decoded.EXPORT_MILLIS - 5)
                .containsEntry(FlowField.START_MILLIS, Decoded.EXPORT_MILLIS - 500)
                .containsEntry(FlowField.END_MILLIS, Decoded.EXPORT_MILLIS - 5)
                .containsEntry(FlowField.BYTES, 100L)
                .containsEntry(FlowField.REVERSE_BYTES, 900L);
        assertThat(flow.text(FlowField.USER_NAME)).isEqualTo("alice");
    }

    @Test
    void readsTranslationsOfOldCiscoAsa() {
        assertThat(
                        Decoded.netflowV9(
                                        record ->
                                                record.address(CLIENT)
                                                        .address(SERVER)
                                                        .uint16(1_024)
                                                        .uint16(80)
                                                        .uint8(2),
                                        iana(40_001, 4),
                                        iana(40_002, 4),
                                        iana(40_003, 2),
                                        iana(40_004, 2),
                                        iana(40_005, 1))
                                .fields())
                .containsOnly(
                        entry(FlowField.POST_NAT_SOURCE_ADDRESS, CLIENT),
                        entry(FlowField.POST_NAT_DESTINATION_ADDRESS, SERVER),
                        entry(FlowField.POST_NAT_SOURCE_PORT, 1_024L),
                        entry(FlowField.POST_NAT_DESTINATION_PORT, 80L),
                        entry(FlowField.FIREWALL_EVENT, 2L));
    }

    @Test
    void leavesAnEmptyUserNameOut() {
        assertThat(Decoded.netflowV9(record -> record.zeros(20), iana(40_000, 20)).fields())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, true", "0, true", "2, false"})
    void placesClientAndServerOfCiscoAvcByTheDirection(int direction, boolean clientIsSource) {
        assertThat(
                        Decoded.netflowV9(
                                        record ->
                                                record.address(CLIENT)
                                                        .address(SERVER)
                                                        .uint16(51_000)
                                                        .uint16(443)
                                                        .uint64(100)
                                                        .uint64(900)
                                                        .uint8(direction),
                                        iana(45_004, 4),
                                        iana(45_005, 4),
                                        iana(45_008, 2),
                                        iana(45_009, 2),
                                        iana(41_106, 8),
                                        iana(41_105, 8),
                                        iana(239, 1))
                                .fields())
                .containsEntry(FlowField.SOURCE_ADDRESS, clientIsSource ? CLIENT : SERVER)
                .containsEntry(FlowField.DESTINATION_ADDRESS, clientIsSource ? SERVER : CLIENT)
                .containsEntry(FlowField.SOURCE_PORT, clientIsSource ? 51_000L : 443L)
                .containsEntry(FlowField.DESTINATION_PORT, clientIsSource ? 443L : 51_000L)
                .containsEntry(FlowField.BYTES, clientIsSource ? 100L : 900L)
                .containsEntry(FlowField.REVERSE_BYTES, clientIsSource ? 900L : 100L);
    }

    @Test
    void prefersTheAddressesOfTheFlowToClientAndServer() {
        assertThat(
                        Decoded.ipfix(
                                        record -> record.address(CLIENT).address(SERVER).uint8(2),
                                        enterprise(CISCO, 12236, 4),
                                        iana(8, 4),
                                        iana(239, 1))
                                .fields())
                .containsEntry(FlowField.SOURCE_ADDRESS, SERVER);
    }

    @Test
    void readsApplicationsOfCiscoNbar() {
        Decoded flow =
                Decoded.netflowV9(
                        record -> record.uint32(0x0d0001c5).bytes("netflix\0".getBytes(UTF_8)),
                        iana(95, 4),
                        iana(96, 8));

        assertThat(ApplicationId.text((Long) flow.fields().get(FlowField.APPLICATION_ID)))
                .isEqualTo("13..453");
        assertThat(flow.text(FlowField.APPLICATION_NAME)).isEqualTo("netflix");
    }

    @Test
    void takesTheStationOfCiscoWlcForTheSourceWhereThereIsNone() {
        TemplateField station = iana(366, 4);

        assertThat(
                        Decoded.netflowV9(
                                        record ->
                                                record.uint(0x020000000001L, 6)
                                                        .address(CLIENT)
                                                        .uint(0x020000000002L, 6),
                                        iana(365, 6),
                                        station,
                                        iana(367, 6))
                                .fields())
                .containsOnly(
                        entry(FlowField.WLAN_STATION_MAC, 0x020000000001L),
                        entry(FlowField.WLAN_STATION_ADDRESS, CLIENT),
                        entry(FlowField.SOURCE_ADDRESS, CLIENT),
                        entry(FlowField.WLAN_ACCESS_POINT_MAC, 0x020000000002L));
        assertThat(
                        Decoded.netflowV9(
                                        record -> record.address(CLIENT).address(SERVER),
                                        station,
                                        iana(8, 4))
                                .fields())
                .containsEntry(FlowField.SOURCE_ADDRESS, SERVER);
    }

    @Test
    void readsApplicationAndUserOfPaloAlto() {
        Decoded flow =
                Decoded.netflowV9(
                        record -> record.bytes("web-browsing\0\0\0\0corp\\bob".getBytes(UTF_8)),
                        iana(56_701, 16),
                        iana(56_702, 8));

        assertThat(flow.text(FlowField.APPLICATION_NAME)).isEqualTo("web-browsing");
        assertThat(flow.text(FlowField.USER_NAME)).isEqualTo("corp\\bob");
    }

    @Test
    void readsTheLayer7ProtocolOfNprobe() {
        assertThat(
                        Decoded.netflowV9(
                                        record -> record.bytes("TLS.Google\0\0".getBytes(UTF_8)),
                                        iana(57_591, 12))
                                .text(FlowField.APPLICATION_NAME))
                .isEqualTo("TLS.Google");
        assertThat(
                        Decoded.ipfix(
                                        record ->
                                                record.variableLength("DNS".getBytes(UTF_8))
                                                        .uint8(0),
                                        enterprise(35_632, 119, TemplateField.VARIABLE_LENGTH),
                                        enterprise(35_632, 82, 1))
                                .text(FlowField.APPLICATION_NAME))
                .isEqualTo("DNS");
    }

    @Test
    void readsApplicationNumbersOfSophosAsItsOwn() {
        Decoded flow =
                Decoded.ipfix(
                        record -> record.uint16(1_234).variableLength("skype".getBytes(UTF_8)),
                        enterprise(9_789, 1, 2),
                        enterprise(9_789, 2, TemplateField.VARIABLE_LENGTH));

        long id = (Long) flow.fields().get(FlowField.APPLICATION_ID);
        assertThat(ApplicationId.enterprise(id)).isEqualTo(9_789);
        assertThat(ApplicationId.selector(id)).isEqualTo(1_234);
        assertThat(flow.text(FlowField.APPLICATION_NAME)).isEqualTo("skype");
    }

    @Test
    void readsTheApplicationOfIxia() {
        assertThat(
                        Decoded.ipfix(
                                        record -> record.variableLength("facebook".getBytes(UTF_8)),
                                        enterprise(3_054, 111, TemplateField.VARIABLE_LENGTH))
                                .text(FlowField.APPLICATION_NAME))
                .isEqualTo("facebook");
    }

    @Test
    void readsFlagsAndApplicationOfYaf() {
        assertThat(
                        Decoded.ipfix(
                                        record ->
                                                record.uint8(0x02)
                                                        .uint8(0x19)
                                                        .uint8(0x12)
                                                        .uint8(0x11)
                                                        .uint16(443)
                                                        .uint64(1_000)
                                                        .uint64(5_000),
                                        enterprise(CERT, 14, 1),
                                        enterprise(CERT, 15, 1),
                                        enterprise(CERT, 16_398, 1),
                                        enterprise(CERT, 16_399, 1),
                                        enterprise(CERT, 33, 2),
                                        iana(85, 8),
                                        enterprise(29_305, 85, 8))
                                .fields())
                .containsOnly(
                        entry(FlowField.TCP_FLAGS, 0x1bL),
                        entry(FlowField.REVERSE_TCP_FLAGS, 0x13L),
                        entry(
                                FlowField.APPLICATION_ID,
                                ApplicationId.of(ApplicationId.IANA_LAYER_4, 443)),
                        entry(FlowField.TOTAL_BYTES, 1_000L),
                        entry(FlowField.REVERSE_TOTAL_BYTES, 5_000L));
    }

    @Test
    void leavesTheApplicationOutThatYafDoesNotKnow() {
        assertThat(Decoded.ipfix(record -> record.uint16(0), enterprise(CERT, 33, 2)).fields())
                .isEmpty();
    }
}
