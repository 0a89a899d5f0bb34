package io.weir.job.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.ThreadMXBean;
import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.flow.SamplingSource;
import io.weir.job.config.FlowForm;
import io.weir.job.documents.flow.FlowProtobuf;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.enrich.Enricher;
import io.weir.operators.enrich.EnrichmentOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import okio.ByteString;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlowProtobufTest {

    private static final int ARRAY_HEADER = 24;

    /** Fields of the message, and where the document has the same. */
    private static final Map<String, String> IN_DOCUMENT =
            Map.ofEntries(
                    Map.entry("id", "/flow/id"),
                    Map.entry("conversation_id", "/flow/conversation_id"),
                    Map.entry("start_ms", "/event/start"),
                    Map.entry("end_ms", "/@timestamp"),
                    Map.entry("received_ms", "/event/ingested"),
                    Map.entry("source_address", "/source/ip"),
                    Map.entry("destination_address", "/destination/ip"),
                    Map.entry("source_port", "/source/port"),
                    Map.entry("destination_port", "/destination/port"),
                    Map.entry("protocol", "/network/iana_number"),
                    Map.entry("bytes", "/source/bytes"),
                    Map.entry("packets", "/source/packets"),
                    Map.entry("reverse_bytes", "/destination/bytes"),
                    Map.entry("reverse_packets", "/destination/packets"),
                    Map.entry("raw_bytes", "/weir/raw/bytes"),
                    Map.entry("raw_packets", "/weir/raw/packets"),
                    Map.entry("sampling_interval", "/flow/sampling_interval"),
                    Map.entry("exporter_address", "/observer/ip"),
                    Map.entry("sender_address", "/weir/exporter/ip"),
                    Map.entry("sender_port", "/weir/exporter/port"),
                    Map.entry("observation_domain", "/weir/domain"),
                    Map.entry("sequence_number", "/weir/sequence"),
                    Map.entry("template_id", "/weir/template"),
                    Map.entry("tos", "/flow/tos"),
                    Map.entry("icmp_type", "/flow/icmp/type"),
                    Map.entry("icmp_code", "/flow/icmp/code"),
                    Map.entry("next_hop", "/flow/next_hop"),
                    Map.entry("post_nat_source_address", "/source/nat/ip"),
                    Map.entry("application", "/network/application"),
                    Map.entry("user_name", "/user/name"),
                    Map.entry("input_interface_name", "/observer/ingress/interface/name"),
                    Map.entry("client_confidence", "/weir/client/confidence"),
                    Map.entry("client_reason", "/weir/client/reason"),
                    Map.entry("network_direction", "/network/direction"),
                    Map.entry("source_country_code", "/source/geo/country_iso_code"),
                    Map.entry("source_city", "/source/geo/city_name"),
                    Map.entry("destination_region_code", "/destination/geo/region_iso_code"),
                    Map.entry("destination_locality", "/weir/destination/locality"));

    @TempDir private Path folder;

    /** Each column of flows has a value of its own, so that no two can be mistaken. */
    @Test
    void saysWhatTheDocumentSays() throws Exception {
        try (Enricher enricher = EnrichmentFixture.open(folder)) {
            for (FlowBatch batch : FlowSamples.batches()) {
                EnrichedFlows flows = enricher.enrich(batch);
                JsonNode document =
                        GoldenDocument.parse(
                                new FlowDocuments("weir", FlowForm.FULL).write(flows, 0));
                Map<String, Object> message =
                        MessageSchema.read("Flow", new FlowProtobuf(1).write(flows, 0));

                IN_DOCUMENT.forEach(
                        (field, pointer) ->
                                assertThat(text(field, message.get(field)))
                                        .as(field + " of " + message)
                                        .isEqualTo(text(document.at(pointer))));
            }
        }
    }

    private static String text(String field, Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof ByteString address) {
            return Flows.addressText(address.toByteArray());
        }
        return field.endsWith("_ms")
                ? Instant.ofEpochMilli((long) value).toString()
                : String.valueOf(value);
    }

    private static String text(JsonNode value) {
        String text = value.asText();
        return text.endsWith("Z") ? Instant.parse(text).toString() : text;
    }

    @Test
    void fillsEveryFieldOfTheSchemaAndNoOther() throws Exception {
        Set<String> written = new TreeSet<>();
        try (PointerServer resolver = new PointerServer();
                Enricher enricher = EnrichmentFixture.open(folder, resolver.address())) {
            FlowBatch named = FlowSamples.withEveryField(ExportProtocol.NETFLOW_V9);
            named.setClockSkew(-5);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> WrittenFields.isNamed(enricher.enrich(named)));
            written.addAll(read(enricher.enrich(named)).keySet());
            for (FlowBatch batch : FlowSamples.batches()) {
                written.addAll(read(enricher.enrich(batch)).keySet());
            }
        }
        // What networks, feeds and reverse DNS say is written by the same code for both ends.
        written.stream()
                .filter(field -> field.startsWith("source_") || field.startsWith("destination_"))
                .map(FlowProtobufTest::ofOtherEnd)
                .toList()
                .forEach(written::add);

        assertThat(written).containsExactlyInAnyOrderElementsOf(MessageSchema.fields("Flow"));
    }

    private static String ofOtherEnd(String field) {
        return field.startsWith("source_")
                ? field.replace("source_", "destination_")
                : field.replace("destination_", "source_");
    }

    @Test
    void saysHowManyItStandsForWhereOthersAreLeftOut() {
        try (Enricher enricher = openWithoutFiles()) {
            EnrichedFlows flows = enricher.enrich(plainFlow());

            assertThat(MessageSchema.read("Flow", new FlowProtobuf(1).write(flows, 0)))
                    .doesNotContainKey("one_in");
            assertThat(read(flows)).containsEntry("one_in", 10);
        }
    }

    @ParameterizedTest
    @EnumSource(ExportProtocol.class)
    void namesEachProtocol(ExportProtocol protocol) {
        assertThat(read(Flows.of(protocol, 1, 1).batch()))
                .containsEntry("export_protocol", protocol.name());
    }

    @ParameterizedTest
    @EnumSource(SamplingSource.class)
    void namesEachSourceOfSampling(SamplingSource source) {
        FlowBatch batch =
                Flows.of(ExportProtocol.IPFIX, 1, 1)
                        .with(FlowField.SAMPLING_SOURCE, source.code())
                        .batch();

        assertThat(read(batch)).containsEntry("sampling_source", source.name());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MAX_VALUE, Long.MIN_VALUE, 0xffff_ffffL})
    void writesWhateverExportersSend(long number) {
        assertThat(read(FlowSamples.extreme(number))).containsKeys("id", "end_ms");
        for (int seed = 0; seed < 100; seed++) {
            assertThat(read(FlowSamples.hostile(number + seed))).containsKeys("id", "end_ms");
        }
    }

    @Test
    void allocatesTheBytesOfTheMessageOnly() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Enricher enricher = openWithoutFiles()) {
            EnrichedFlows flows = enricher.enrich(plainFlow());
            FlowProtobuf writer = new FlowProtobuf(1);
            int length = 0;
            for (int i = 0; i < 1_000; i++) {
                length = writer.write(flows, 0).length;
            }

            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1_000; i++) {
                writer.write(flows, 0);
            }
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;

            assertThat(allocated / 1_000).isLessThanOrEqualTo(length + ARRAY_HEADER);
        }
    }

    private static FlowBatch plainFlow() {
        return Flows.of(ExportProtocol.NETFLOW_V9, 1, 1)
                .with(FlowField.SOURCE_ADDRESS, "10.1.2.3")
                .with(FlowField.DESTINATION_ADDRESS, "2001:db8::1")
                .with(FlowField.SOURCE_PORT, 50_000)
                .with(FlowField.DESTINATION_PORT, 443)
                .with(FlowField.PROTOCOL, 6)
                .with(FlowField.TCP_FLAGS, 0x1b)
                .with(FlowField.BYTES, 5_000)
                .with(FlowField.PACKETS, 12)
                .with(FlowField.INPUT_INTERFACE, 3)
                .with(FlowField.OUTPUT_INTERFACE, 4)
                .with(FlowField.MPLS_LABEL_1, 0x12345)
                .batch();
    }

    private static Enricher openWithoutFiles() {
        try {
            return Enricher.open(EnrichmentOptions.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> read(FlowBatch batch) {
        try (Enricher enricher = openWithoutFiles()) {
            return read(enricher.enrich(batch));
        }
    }

    private static Map<String, Object> read(EnrichedFlows flows) {
        return MessageSchema.read("Flow", new FlowProtobuf(10).write(flows, 0));
    }
}
