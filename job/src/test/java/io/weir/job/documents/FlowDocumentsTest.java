package io.weir.job.documents;

import static io.weir.codec.flow.ExportProtocol.IPFIX;
import static io.weir.codec.flow.ExportProtocol.NETFLOW_V5;
import static io.weir.codec.flow.ExportProtocol.NETFLOW_V9;
import static io.weir.codec.flow.ExportProtocol.SFLOW_V5;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.flow.SamplingSource;
import io.weir.codec.flow.TimeAdjustment;
import io.weir.job.config.FlowForm;
import java.io.IOException;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlowDocumentsTest {

    private static final int TCP = 6;

    private final FlowDocuments documents = new FlowDocuments("weir", FlowForm.FULL);

    @Test
    void writesSampledTcpFlowOfNetflowV5() throws IOException {
        Flows flow =
                Flows.of(NETFLOW_V5, 258, 1_000)
                        .with(FlowField.SOURCE_ADDRESS, "10.1.2.3")
                        .with(FlowField.DESTINATION_ADDRESS, "198.51.100.7")
                        .with(FlowField.NEXT_HOP, "192.0.2.254")
                        .with(FlowField.INPUT_INTERFACE, 2)
                        .with(FlowField.OUTPUT_INTERFACE, 1)
                        .with(FlowField.PACKETS, 12)
                        .with(FlowField.BYTES, 3_456)
                        .at(FlowField.START_MILLIS, "2026-01-02T03:03:59.500Z")
                        .at(FlowField.END_MILLIS, "2026-01-02T03:04:02Z")
                        .with(FlowField.SOURCE_PORT, 51_234)
                        .with(FlowField.DESTINATION_PORT, 443)
                        .with(FlowField.TCP_FLAGS, 0x1b)
                        .with(FlowField.PROTOCOL, TCP)
                        .with(FlowField.TOS, 0xb8)
                        .with(FlowField.SOURCE_AS, 64_500)
                        .with(FlowField.DESTINATION_AS, 0)
                        .with(FlowField.SOURCE_PREFIX_LENGTH, 24)
                        .with(FlowField.DESTINATION_PREFIX_LENGTH, 0)
                        .with(FlowField.SAMPLING_INTERVAL, 100)
                        .with(FlowField.SAMPLING_SOURCE, SamplingSource.HEADER.code());
        GoldenDocument.assertIs(written(flow.batch()), "netflow-v5-tcp.json");
    }

    @Test
    void writesIcmpFlowOfNetflowV9() throws IOException {
        Flows flow =
                Flows.of(NETFLOW_V9, 4_294_967_295L, 7)
                        .with(FlowField.TEMPLATE_ID, 256)
                        .with(FlowField.SOURCE_ADDRESS, "198.51.100.7")
                        .with(FlowField.DESTINATION_ADDRESS, "10.1.2.3")
                        .with(FlowField.PROTOCOL, 1)
                        .with(FlowField.ICMP_TYPE, 3)
                        .with(FlowField.ICMP_CODE, 13)
                        .with(FlowField.PACKETS, 1)
                        .with(FlowField.BYTES, 56)
                        .with(FlowField.TCP_FLAGS, 0)
                        .with(FlowField.DIRECTION, 1)
                        .at(FlowField.START_MILLIS, "2026-01-02T03:04:02Z")
                        .at(FlowField.END_MILLIS, "2026-01-02T03:04:02Z");
        GoldenDocument.assertIs(written(flow.batch()), "netflow-v9-icmp.json");
    }

    @Test
    void writesIpv6UdpFlowOfIpfix() throws IOException {
        Flows flow =
                Flows.of(IPFIX, 3, 4_000_000_000L)
                        .with(FlowField.TEMPLATE_ID, 999)
                        .with(FlowField.SOURCE_ADDRESS, "2001:db8:1::53")
                        .with(FlowField.DESTINATION_ADDRESS, "2001:db8:2::1")
                        .with(FlowField.BGP_NEXT_HOP, "2001:db8::fe")
                        .with(FlowField.PROTOCOL, 17)
                        .with(FlowField.SOURCE_PORT, 53)
                        .with(FlowField.DESTINATION_PORT, 40_000)
                        .with(FlowField.PACKETS, 2)
                        .with(FlowField.BYTES, 300)
                        .with(FlowField.SOURCE_MAC, 0x02_00_5e_00_53_01L)
                        .with(FlowField.DESTINATION_MAC, 0x02_00_5e_00_53_ffL)
                        .with(FlowField.VLAN, 20)
                        .with(FlowField.SOURCE_AS, 4_200_000_000L)
                        .with(FlowField.DESTINATION_AS, 64_501)
                        .with(FlowField.INPUT_INTERFACE, 4_294_967_295L)
                        .with(FlowField.DIRECTION, 0)
                        .at(FlowField.START_MILLIS, "2026-01-02T03:04:04.001Z")
                        .at(FlowField.END_MILLIS, "2026-01-02T03:04:04.003Z");
        GoldenDocument.assertIs(written(flow.batch()), "ipfix-udp-ipv6.json");
    }

    @Test
    void writesFlowWithoutTimesAtItsExport() throws IOException {
        Flows flow =
                Flows.of(NETFLOW_V9, 0, 8)
                        .with(FlowField.SOURCE_ADDRESS, "10.1.2.3")
                        .with(FlowField.BYTES, 99);
        GoldenDocument.assertIs(written(flow.batch()), "without-times.json");
    }

    @Test
    void writesBothDirectionsOfAConnection() {
        // D9: both sides and their sum are corrected for sampling, what was exported stays beside.
        JsonNode document =
                document(
                        Flows.of(IPFIX, 1, 1)
                                .with(FlowField.BYTES, 100)
                                .with(FlowField.PACKETS, 2)
                                .with(FlowField.REVERSE_BYTES, 900)
                                .with(FlowField.REVERSE_PACKETS, 3)
                                .with(FlowField.SAMPLING_INTERVAL, 10)
                                .batch(),
                        0);

        assertThat(document.at("/source/bytes").asLong()).isEqualTo(1_000);
        assertThat(document.at("/destination/bytes").asLong()).isEqualTo(9_000);
        assertThat(document.at("/network/bytes").asLong()).isEqualTo(10_000);
        assertThat(document.at("/source/packets").asLong()).isEqualTo(20);
        assertThat(document.at("/destination/packets").asLong()).isEqualTo(30);
        assertThat(document.at("/network/packets").asLong()).isEqualTo(50);
        assertThat(document.at("/weir/raw").toString())
                .isEqualTo(
                        "{\"bytes\":100,\"packets\":2,"
                                + "\"reverse_bytes\":900,\"reverse_packets\":3}");
    }

    @Test
    void writesTheIntervalThatThePoolShowsBesideTheOneThatTheAgentStates() {
        JsonNode document =
                document(
                        Flows.of(SFLOW_V5, 1, 1)
                                .with(FlowField.BYTES, 100)
                                .with(FlowField.SAMPLING_INTERVAL, 1_000)
                                .with(FlowField.EFFECTIVE_SAMPLING_INTERVAL, 1_040)
                                .batch(),
                        0);

        assertThat(document.at("/network/bytes").asLong()).isEqualTo(100_000);
        assertThat(document.at("/flow/sampling_interval").asLong()).isEqualTo(1_000);
        assertThat(document.at("/weir/sampling/effective_interval").asLong()).isEqualTo(1_040);
    }

    @Test
    void inventsNoCountersOfTheDestination() {
        // D10.
        JsonNode document =
                document(
                        Flows.of(IPFIX, 1, 1)
                                .with(FlowField.BYTES, 100)
                                .with(FlowField.SAMPLING_INTERVAL, 10)
                                .batch(),
                        0);

        assertThat(document.at("/destination").has("bytes")).isFalse();
        assertThat(document.at("/destination").has("packets")).isFalse();
        assertThat(document.at("/network").has("packets")).isFalse();
    }

    @Test
    void writesAddressTranslation() {
        JsonNode document =
                document(
                        Flows.of(NETFLOW_V9, 1, 1)
                                .with(FlowField.POST_NAT_SOURCE_ADDRESS, "203.0.113.9")
                                .with(FlowField.POST_NAT_SOURCE_PORT, 1_024)
                                .with(FlowField.POST_NAT_DESTINATION_ADDRESS, "0.0.0.0")
                                .with(FlowField.POST_NAT_DESTINATION_PORT, 0)
                                .batch(),
                        0);

        assertThat(document.at("/source/nat").toString())
                .isEqualTo("{\"ip\":\"203.0.113.9\",\"port\":1024}");
        assertThat(document.at("/destination").has("nat")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "1, flow-created",
        "2, flow-deleted",
        "3, flow-denied",
        "4, flow-alert",
        "5, flow-update"
    })
    void namesWhatAFirewallDid(long event, String action) {
        FlowBatch batch = Flows.of(NETFLOW_V9, 1, 1).with(FlowField.FIREWALL_EVENT, event).batch();

        assertThat(document(batch, 0).at("/event/action").asText()).isEqualTo(action);
    }

    @Test
    void writesTheNameOfTheApplication() {
        FlowBatch batch = Flows.of(NETFLOW_V9, 1, 1).batch();
        batch.setPayload("..dns-base\0\0".getBytes(UTF_8));
        batch.setSlice(FlowField.APPLICATION_NAME, 0, 2, 10);

        assertThat(document(batch, 0).at("/network/application").asText()).isEqualTo("dns-base");
    }

    @Test
    void writesTheIdOfAnApplicationThatTheExporterDoesNotName() {
        FlowBatch named =
                Flows.of(NETFLOW_V9, 1, 1).with(FlowField.APPLICATION_ID, 13L << 56 | 453).batch();
        FlowBatch unknown = Flows.of(NETFLOW_V9, 1, 1).with(FlowField.APPLICATION_ID, 0).batch();

        assertThat(document(named, 0).at("/network/application").asText()).isEqualTo("13..453");
        assertThat(document(unknown, 0).at("/network").has("application")).isFalse();
    }

    @Test
    void writesTheNameOfAnInterface() {
        FlowBatch batch = Flows.of(IPFIX, 1, 1).with(FlowField.INPUT_INTERFACE, 7).batch();
        batch.setPayload("ge-0/0/7".getBytes(UTF_8));
        batch.setSlice(FlowField.INPUT_INTERFACE_NAME, 0, 0, 8);

        JsonNode document = document(batch, 0);

        assertThat(document.at("/flow/input_ifname").asText()).isEqualTo("ge-0/0/7");
        assertThat(document.at("/observer/ingress/interface/name").asText()).isEqualTo("ge-0/0/7");
        assertThat(document.at("/observer/ingress/interface/id").asText()).isEqualTo("7");
    }

    @Test
    void namesInterfacesOfPaloAltoFirewallsByTheirIndex() {
        FlowBatch firewall =
                Flows.of(NETFLOW_V9, 1, 1).with(FlowField.OUTPUT_INTERFACE, 101_050_100).batch();
        FlowBatch other = firewall.copy();
        firewall.setPayload("ssl".getBytes(UTF_8));
        firewall.setSlice(FlowField.APPLICATION_NAME, 0, 0, 3);
        firewall.set(FlowField.FIREWALL_EVENT, 0, 1);

        assertThat(document(firewall, 0).at("/flow/output_ifname").asText())
                .isEqualTo("Eth1/5.100");
        assertThat(document(other, 0).at("/flow/output_ifname").asText())
                .isEqualTo("index: 101050100");
    }

    @Test
    void takesTheIpVersionFromTheAddressWhateverTheExporterSays() {
        // D15: an unknown version left the predecessor without any.
        FlowBatch batch =
                Flows.of(IPFIX, 1, 1)
                        .with(FlowField.SOURCE_ADDRESS, "10.1.2.3")
                        .with(FlowField.IP_VERSION, 9)
                        .batch();

        assertThat(document(batch, 0).at("/network/type").asText()).isEqualTo("ipv4");
    }

    @Test
    void writesDurationsInNanoseconds() {
        // D20: they were whole seconds.
        FlowBatch batch =
                Flows.of(IPFIX, 1, 1)
                        .at(FlowField.START_MILLIS, "2026-01-02T03:04:04.001Z")
                        .at(FlowField.END_MILLIS, "2026-01-02T03:04:04.003Z")
                        .batch();

        assertThat(document(batch, 0).at("/event/duration").asLong()).isEqualTo(2_000_000);
    }

    @Test
    void writesRowsOfOneBatchIndependently() {
        FlowBatch batch =
                Flows.of(IPFIX, 1, 1)
                        .with(FlowField.SOURCE_PORT, 1)
                        .with(FlowField.BYTES, 10)
                        .next()
                        .with(FlowField.PACKETS, 2)
                        .batch();

        assertThat(document(batch, 0).at("/source/port").asInt()).isEqualTo(1);
        assertThat(document(batch, 1).at("/source").has("port")).isFalse();
        assertThat(document(batch, 1).at("/weir/raw").toString()).isEqualTo("{\"packets\":2}");
    }

    @ParameterizedTest
    @CsvSource({
        "0, none",
        "0x02, SYN",
        "0x12, 'SYN,ACK'",
        "0x1ff, 'FIN,SYN,RST,PSH,ACK,URG,ECE,CWR,NS'"
    })
    void namesTcpFlags(String flags, String names) {
        FlowBatch batch =
                Flows.of(IPFIX, 1, 1)
                        .with(FlowField.PROTOCOL, TCP)
                        .with(FlowField.TCP_FLAGS, Long.decode(flags))
                        .batch();
        assertThat(document(batch, 0).at("/flow/tcp_flags"))
                .extracting(JsonNode::asText)
                .containsExactly(names.split(","));
    }

    @ParameterizedTest
    @CsvSource({
        "NETFLOW_V5, , ingress",
        "NETFLOW_V9, , unspecified",
        "IPFIX, 0, ingress",
        "IPFIX, 1, egress",
        "IPFIX, 7, undetermined"
    })
    void namesDirections(ExportProtocol protocol, Long exported, String name) {
        Flows flow = Flows.of(protocol, 1, 1);
        if (exported != null) {
            flow.with(FlowField.DIRECTION, exported);
        }
        assertThat(document(flow.batch(), 0).at("/flow/direction").asText()).isEqualTo(name);
    }

    @Test
    void namesTransportThatIsNotKnownByItsNumber() {
        FlowBatch batch = Flows.of(IPFIX, 1, 1).with(FlowField.PROTOCOL, 253).batch();
        assertThat(document(batch, 0).at("/network/transport").asText()).isEqualTo("unknown(253)");
    }

    @ParameterizedTest
    @CsvSource({
        "18446744073709551615, 1",
        "9223372036854775807, 2",
        "4611686018427387904, 2",
        "1, 9223372036854775807"
    })
    void holdsCountersAtTheLargestLong(String exported, long interval) {
        long bits = Long.parseUnsignedLong(exported);
        FlowBatch batch =
                Flows.of(IPFIX, 1, 1)
                        .with(FlowField.BYTES, bits)
                        .with(FlowField.PACKETS, bits)
                        .with(FlowField.SAMPLING_INTERVAL, interval)
                        .batch();
        JsonNode document = document(batch, 0);
        long raw = bits < 0 ? Long.MAX_VALUE : bits;
        for (String counter : new String[] {"bytes", "packets"}) {
            assertThat(document.at("/network/" + counter).longValue()).isEqualTo(Long.MAX_VALUE);
            assertThat(document.at("/source/" + counter).longValue()).isEqualTo(Long.MAX_VALUE);
            assertThat(document.at("/weir/raw/" + counter).longValue()).isEqualTo(raw);
        }
    }

    @Test
    void saysHowTimesWereCorrected() {
        FlowBatch batch =
                Flows.of(IPFIX, 1, 1)
                        .at(FlowField.END_MILLIS, "2026-01-02T03:04:02Z")
                        .with(
                                FlowField.TIME_ADJUSTMENT,
                                TimeAdjustment.REANCHORED | TimeAdjustment.START_AFTER_END)
                        .batch();
        batch.setClockSkew(-3_600_000);

        JsonNode document = document(batch, 0);
        JsonNode time = document.at("/weir/time");
        assertThat(time.at("/skew").longValue()).isEqualTo(-3_600_000);
        assertThat(time.at("/adjusted").booleanValue()).isTrue();
        assertThat(time.at("/adjustments"))
                .extracting(JsonNode::asText)
                .containsExactly("reanchored", "start-after-end");
        assertThat(time.at("/exported").asText()).isEqualTo("2026-01-02T03:04:05.000Z");
        assertThat(document.at("/event/created").asText()).isEqualTo("2026-01-02T04:04:05.000Z");
    }

    @Test
    void saysTheSkewWithinTheToleranceToo() {
        FlowBatch batch = Flows.of(IPFIX, 1, 1).batch();
        batch.setClockSkew(42);

        JsonNode document = document(batch, 0);
        assertThat(document.at("/weir/time/skew").longValue()).isEqualTo(42);
        assertThat(document.at("/weir/time").has("adjusted")).isFalse();
        assertThat(document.at("/weir/time").has("exported")).isFalse();
        assertThat(document.at("/event/created").asText()).isEqualTo("2026-01-02T03:04:05.000Z");
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 253_402_300_800_000L, Long.MAX_VALUE})
    void takesTheExportTimeWhereTheEndIsNoTimeThatCanBeIndexed(long end) {
        FlowBatch batch = Flows.of(IPFIX, 1, 1).with(FlowField.END_MILLIS, end).batch();

        JsonNode document = document(batch, 0);
        assertThat(document.at("/@timestamp").asText()).isEqualTo("2026-01-02T03:04:05.000Z");
        assertThat(document.at("/event/end").asText()).isEqualTo("2026-01-02T03:04:05.000Z");
        assertThat(documents.index(batch, 0)).isEqualTo("weir-flows-2026.01.02");
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 253_402_300_800_000L, Long.MAX_VALUE})
    void leavesOutStartThatIsNoTimeThatCanBeIndexed(long start) {
        FlowBatch batch = Flows.of(IPFIX, 1, 1).with(FlowField.START_MILLIS, start).batch();

        JsonNode event = document(batch, 0).at("/event");
        assertThat(event.has("start")).isFalse();
        assertThat(event.has("duration")).isFalse();
    }

    @Test
    void leavesOutTheDurationOfFlowThatEndsBeforeItStarts() {
        FlowBatch batch =
                Flows.of(IPFIX, 1, 1)
                        .at(FlowField.START_MILLIS, "2026-01-02T03:04:05Z")
                        .at(FlowField.END_MILLIS, "2026-01-02T03:04:04Z")
                        .batch();
        JsonNode event = document(batch, 0).at("/event");
        assertThat(event.has("start")).isTrue();
        assertThat(event.has("duration")).isFalse();
    }

    @Test
    void holdsTheDurationAtTheLargestLong() {
        FlowBatch batch =
                Flows.of(IPFIX, 1, 1)
                        .with(FlowField.START_MILLIS, 0)
                        .with(FlowField.END_MILLIS, 253_402_300_799_999L)
                        .batch();
        assertThat(document(batch, 0).at("/event/duration").longValue()).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T03:04:02Z, 2026.01.02",
        "2026-01-01T23:59:59.999Z, 2026.01.01",
        "2026-01-01T03:04:06.250Z, 2026.01.01",
        "2026-01-01T03:04:06.249Z, 2026.01.02",
        "2026-01-03T03:04:06.250Z, 2026.01.03",
        "2026-01-03T03:04:06.251Z, 2026.01.02",
        "1970-01-01T00:00:00Z, 2026.01.02",
        "2099-01-01T00:00:00Z, 2026.01.02"
    })
    void takesTheDayOfTheEndWithinOneDayOfReceipt(String end, String day) {
        FlowBatch batch = Flows.of(IPFIX, 1, 1).at(FlowField.END_MILLIS, end).batch();

        assertThat(documents.index(batch, 0)).isEqualTo("weir-flows-" + day);
        assertThat(Instant.parse(document(batch, 0).at("/@timestamp").asText()))
                .isEqualTo(Instant.parse(end));
    }

    @ParameterizedTest
    @EnumSource
    void writesOnlyFieldsThatTheTemplateHas(ExportProtocol protocol) {
        MappedFields.of("flows").assertTake(document(FlowSamples.withEveryField(protocol), 0));
    }

    @Property(tries = 300)
    void writesWhatTheTemplateTakesWhateverWasExported(@ForAll long seed) {
        FlowBatch batch = FlowSamples.hostile(seed);

        MappedFields.of("flows").assertTake(document(batch, 0));
        assertThat(documents.index(batch, 0)).matches("weir-flows-2026[.]01[.]0[123]");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE})
    void writesWhatTheTemplateTakesWhereNumbersAreExtremeAndTextsAreLong(long number) {
        MappedFields.of("flows").assertTake(document(FlowSamples.extreme(number), 0));
    }

    private byte[] written(FlowBatch batch) {
        return documents.write(PlainEnrichment.of(batch), 0);
    }

    private JsonNode document(FlowBatch batch, int row) {
        return GoldenDocument.parse(documents.write(PlainEnrichment.of(batch), row));
    }
}
