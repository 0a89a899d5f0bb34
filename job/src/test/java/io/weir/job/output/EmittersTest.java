package io.weir.job.output;

import static io.weir.job.output.RecordedDocuments.parse;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.codec.IpAddress;
import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.job.config.FlowForm;
import io.weir.job.documents.AlertDocuments;
import io.weir.job.documents.ExporterDocuments;
import io.weir.job.documents.Findings;
import io.weir.job.documents.Flows;
import io.weir.job.documents.IndexedDocument;
import io.weir.job.documents.RollupDocuments;
import io.weir.job.documents.TopNDocuments;
import io.weir.job.documents.TrafficSamples;
import io.weir.job.elasticsearch.bulk.DocumentEmitter;
import io.weir.job.output.RecordedDocuments.Recorded;
import io.weir.operators.detect.Alert;
import io.weir.operators.detect.Course;
import io.weir.operators.detect.Finding;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.enrich.Enricher;
import io.weir.operators.enrich.EnrichmentOptions;
import io.weir.operators.exporters.ExporterActivity;
import io.weir.operators.exporters.ExporterMinute;
import io.weir.operators.traffic.Dimension;
import io.weir.operators.traffic.Rollup;
import io.weir.operators.traffic.TopN;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.InstantiationUtil;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmittersTest {

    private static final String PREFIX = "edge";

    private final RecordedDocuments documents = new RecordedDocuments();
    private Enricher enricher;

    @BeforeEach
    void openEnricher() throws IOException {
        enricher = Enricher.open(EnrichmentOptions.NONE);
    }

    @AfterEach
    void closeEnricher() {
        enricher.close();
    }

    @Test
    void indexesEachFlowOfBatchInItsDayWithoutId() throws Exception {
        emit(
                new FlowEmitter(PREFIX, FlowForm.FULL, new GeneratedIds()),
                enricher.enrich(twoFlows()));

        assertThat(documents.all())
                .extracting(Recorded::index)
                .containsExactly("edge-flows-2026.01.01", "edge-flows-2026.01.02");
        assertThat(documents.all()).extracting(Recorded::id).containsOnlyNulls();
        assertThat(documents.all())
                .extracting(document -> document.json().at("/source/ip").asText())
                .containsExactly("10.1.2.3", "10.1.2.4");
    }

    @Test
    void givesFlowsTheSameIdsEachTimeWhereTheInputMayComeAgain() throws Exception {
        FlowEmitter emitter = new FlowEmitter(PREFIX, FlowForm.FULL, new RecordIds());
        emit(emitter, enricher.enrich(twoFlows()));
        emit(emitter, enricher.enrich(twoFlows()));

        List<String> ids = documents.all().stream().map(Recorded::id).toList();
        assertThat(ids.subList(0, 2)).doesNotHaveDuplicates().doesNotContainNull();
        assertThat(ids.subList(2, 4)).isEqualTo(ids.subList(0, 2));
    }

    private static FlowBatch twoFlows() {
        return Flows.of(ExportProtocol.IPFIX, 1, 1)
                .with(FlowField.SOURCE_ADDRESS, "10.1.2.3")
                .at(FlowField.END_MILLIS, "2026-01-01T23:59:59Z")
                .next()
                .with(FlowField.SOURCE_ADDRESS, "10.1.2.4")
                .at(FlowField.END_MILLIS, "2026-01-02T00:00:00Z")
                .batch();
    }

    /** The batch is used again for the next datagram; what was handed over must not change. */
    @Test
    void handsOverBytesThatTheNextFlowDoesNotChange() {
        DocumentEmitter<EnrichedFlows> emitter =
                new FlowEmitter(PREFIX, FlowForm.FULL, new GeneratedIds());
        emitter.open(new UnregisteredMetricsGroup());
        FlowBatch batch =
                Flows.of(ExportProtocol.IPFIX, 1, 1).with(FlowField.SOURCE_PORT, 1).batch();
        emitter.emit(enricher.enrich(batch), documents);
        batch.set(FlowField.SOURCE_PORT, 0, 2);
        emitter.emit(enricher.enrich(batch), documents);

        assertThat(documents.all())
                .extracting(document -> document.json().at("/source/port").asInt())
                .containsExactly(1, 2);
    }

    @Test
    void indexesEachStateOfAlertInThePlaceOfTheOneBefore() throws Exception {
        long opened = Instant.parse("2026-01-01T12:00:00Z").toEpochMilli();
        Finding scan = Findings.horizontalScan(30);
        Course course = Course.of(scan);
        Alert open = new Alert("an-id", Alert.Status.OPEN, opened, 1, false, scan, course);
        Alert closed = new Alert("an-id", Alert.Status.CLOSED, opened, 2, false, scan, course);

        emit(new RevisedDocumentEmitter<Alert>(PREFIX, AlertDocuments::new), open, closed);

        assertThat(documents.all()).extracting(Recorded::id).containsExactly("an-id", "an-id");
        assertThat(documents.all()).extracting(Recorded::version).containsExactly(1L, 2L);
        assertThat(documents.all())
                .extracting(Recorded::index)
                .containsOnly("edge-alerts-2026.01.01");
        assertIs(documents.all().get(1), new AlertDocuments(PREFIX).write(closed, 0));
    }

    @Test
    void indexesEachRankOfTopNUnderItsOwnId() throws Exception {
        TopN top = TrafficSamples.top(Dimension.SOURCE);

        emit(new RevisedDocumentEmitter<TopN>(PREFIX, TopNDocuments::new), top);

        List<IndexedDocument> expected = new TopNDocuments(PREFIX).documents(top, 0);
        assertThat(documents.all()).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertIs(documents.all().get(i), expected.get(i));
        }
        assertThat(documents.all()).extracting(Recorded::version).containsOnly(top.revision());
    }

    @Test
    void indexesEachRollupUnderItsOwnId() throws Exception {
        List<Rollup> rollups = TrafficSamples.rollups(Dimension.SERVICE);

        emit(
                new RevisedDocumentEmitter<>(PREFIX, RollupDocuments::new),
                rollups.toArray(Rollup[]::new));

        assertThat(documents.all())
                .extracting(Recorded::id)
                .doesNotHaveDuplicates()
                .hasSameSizeAs(rollups);
        assertThat(documents.all())
                .extracting(Recorded::version)
                .containsExactlyElementsOf(rollups.stream().map(Rollup::revision).toList());
    }

    @Test
    void indexesEachMinuteOfAnExporterUnderItsOwnId() throws Exception {
        long start = Instant.parse("2026-01-01T23:59:00Z").toEpochMilli();
        IpAddress exporter = Findings.horizontalScan(1).entity();
        ExporterMinute minute = new ExporterMinute(exporter, start, ExporterActivity.NONE);

        emit(new RevisedDocumentEmitter<>(PREFIX, ExporterDocuments::new), minute);

        Recorded document = documents.all().get(0);
        assertThat(document.index()).isEqualTo("edge-exporters-2026.01.01");
        assertThat(document.version()).isEqualTo(minute.revision());
        assertIs(document, new ExporterDocuments(PREFIX).write(minute, 0));
    }

    private static void assertIs(Recorded document, IndexedDocument expected) {
        assertThat(document.index()).isEqualTo(expected.index());
        assertThat(document.id()).isEqualTo(expected.id());
        assertThat(document.version()).isEqualTo(expected.revision());
        ObjectNode json = parse(expected.json());
        ((ObjectNode) json.path("event")).remove("ingested");
        assertThat(document.withoutIngested()).isEqualTo(json);
        Instant ingested = Instant.parse(document.json().at("/event/ingested").asText());
        assertThat(ingested).isCloseTo(Instant.now(), Assertions.within(Duration.ofMinutes(1)));
    }

    /** Emits as the sink does: with a copy of the emitter that went over the wire. */
    @SafeVarargs
    private <T> void emit(DocumentEmitter<? super T> emitter, T... elements) throws Exception {
        DocumentEmitter<? super T> copy = InstantiationUtil.clone(emitter);
        copy.open(new UnregisteredMetricsGroup());
        for (T element : elements) {
            copy.emit(element, documents);
        }
    }
}
