package io.weir.job.output;

import static io.weir.job.output.RecordedRequests.bytes;
import static io.weir.job.output.RecordedRequests.json;
import static io.weir.job.output.RecordedRequests.parse;
import static io.weir.job.output.RecordedRequests.withoutIngested;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.job.documents.AlertDocuments;
import io.weir.job.documents.ExporterDocuments;
import io.weir.job.documents.Findings;
import io.weir.job.documents.FlowDocuments;
import io.weir.job.documents.Flows;
import io.weir.job.documents.IndexedDocument;
import io.weir.job.documents.PlainEnrichment;
import io.weir.job.documents.TopTalkersDocuments;
import io.weir.operators.detect.Alert;
import io.weir.operators.enrich.Enricher;
import io.weir.operators.enrich.EnrichmentOptions;
import io.weir.operators.exporters.ExporterActivity;
import io.weir.operators.exporters.ExporterMinute;
import io.weir.operators.topn.Talker;
import io.weir.operators.topn.TopTalkers;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.connector.elasticsearch.sink.ElasticsearchEmitter;
import org.apache.flink.util.InstantiationUtil;
import org.assertj.core.api.Assertions;
import org.elasticsearch.action.index.IndexRequest;
import org.elasticsearch.common.xcontent.XContentType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmittersTest {

    private static final String PREFIX = "edge";

    private final RecordedRequests requests = new RecordedRequests();
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
        FlowBatch batch =
                Flows.of(ExportProtocol.IPFIX, 1, 1)
                        .with(FlowField.SOURCE_ADDRESS, "10.1.2.3")
                        .at(FlowField.END_MILLIS, "2026-01-01T23:59:59Z")
                        .next()
                        .with(FlowField.SOURCE_ADDRESS, "10.1.2.4")
                        .at(FlowField.END_MILLIS, "2026-01-02T00:00:00Z")
                        .batch();

        emit(new FlowEmitter(PREFIX), enricher.enrich(batch));

        assertThat(requests.all())
                .extracting(IndexRequest::index)
                .containsExactly("edge-flows-2026.01.01", "edge-flows-2026.01.02");
        assertThat(requests.all()).extracting(IndexRequest::id).containsOnlyNulls();
        FlowDocuments documents = new FlowDocuments(PREFIX);
        for (int row = 0; row < batch.size(); row++) {
            assertThat(bytes(requests.all().get(row)))
                    .isEqualTo(documents.write(PlainEnrichment.of(batch), row));
        }
    }

    /** The batch is used again for the next datagram; what was handed over must not change. */
    @Test
    void handsOverBytesThatTheNextFlowDoesNotChange() throws Exception {
        FlowEmitter emitter = new FlowEmitter(PREFIX);
        emitter.open();
        FlowBatch batch =
                Flows.of(ExportProtocol.IPFIX, 1, 1).with(FlowField.SOURCE_PORT, 1).batch();
        emitter.emit(enricher.enrich(batch), null, requests);
        batch.set(FlowField.SOURCE_PORT, 0, 2);
        emitter.emit(enricher.enrich(batch), null, requests);

        assertThat(requests.all())
                .extracting(request -> json(request).at("/source/port").asInt())
                .containsExactly(1, 2);
    }

    @Test
    void indexesEachStateOfAlertInThePlaceOfTheOneBefore() throws Exception {
        long opened = Instant.parse("2026-01-01T12:00:00Z").toEpochMilli();
        Alert open = new Alert("an-id", Alert.Status.OPEN, opened, 1, Findings.horizontalScan(30));
        Alert closed =
                new Alert("an-id", Alert.Status.CLOSED, opened, 2, Findings.horizontalScan(90));

        emit(new AlertEmitter(PREFIX), open, closed);

        assertThat(requests.all()).extracting(IndexRequest::id).containsExactly("an-id", "an-id");
        assertThat(requests.all())
                .extracting(IndexRequest::index)
                .containsOnly("edge-alerts-2026.01.01");
        IndexedDocument expected = new AlertDocuments(PREFIX).write(closed, 0);
        assertThat(withoutIngested(json(requests.all().get(1))))
                .isEqualTo(withoutIngested(parse(expected.json())));
        assertIngestedNow(requests.all().get(1));
    }

    @Test
    void indexesEachRankOfTopNUnderItsOwnId() throws Exception {
        long start = Instant.parse("2026-01-01T12:00:00Z").toEpochMilli();
        Talker talker = new Talker(Findings.horizontalScan(1).entity(), 10, 2, 1);
        Talker other = new Talker(null, 5, 1, 1);
        TopTalkers top = new TopTalkers(start, start + 60_000, List.of(talker), other, 4, false);

        emit(new TopTalkersEmitter(PREFIX), top);

        List<IndexedDocument> expected = new TopTalkersDocuments(PREFIX).write(top, 0);
        assertThat(requests.all())
                .extracting(IndexRequest::id)
                .isEqualTo(expected.stream().map(IndexedDocument::id).toList());
        assertThat(requests.all())
                .extracting(IndexRequest::index)
                .containsOnly("edge-topn-2026.01.01");
        for (int i = 0; i < expected.size(); i++) {
            assertThat(withoutIngested(json(requests.all().get(i))))
                    .isEqualTo(withoutIngested(parse(expected.get(i).json())));
            assertIngestedNow(requests.all().get(i));
        }
    }

    @Test
    void indexesEachMinuteOfAnExporterUnderItsOwnId() throws Exception {
        long start = Instant.parse("2026-01-01T23:59:00Z").toEpochMilli();
        IpAddress exporter = Findings.horizontalScan(1).entity();
        ExporterMinute minute = new ExporterMinute(exporter, start, ExporterActivity.NONE);

        emit(new ExporterEmitter(PREFIX), minute);

        IndexedDocument expected = new ExporterDocuments(PREFIX).write(minute, 0);
        IndexRequest request = requests.all().get(0);
        assertThat(request.index()).isEqualTo("edge-exporters-2026.01.01");
        assertThat(request.id()).isEqualTo(expected.id());
        assertThat(withoutIngested(json(request)))
                .isEqualTo(withoutIngested(parse(expected.json())));
        assertIngestedNow(request);
    }

    private static void assertIngestedNow(IndexRequest request) {
        Instant ingested = Instant.parse(json(request).at("/event/ingested").asText());
        assertThat(ingested).isCloseTo(Instant.now(), Assertions.within(Duration.ofMinutes(1)));
    }

    /** Emits as the sink does: with a copy of the emitter that went over the wire. */
    @SafeVarargs
    private <T> void emit(ElasticsearchEmitter<T> emitter, T... elements) throws Exception {
        ElasticsearchEmitter<T> copy = InstantiationUtil.clone(emitter);
        copy.open();
        for (T element : elements) {
            copy.emit(element, null, requests);
        }
        assertThat(requests.all())
                .extracting(IndexRequest::getContentType)
                .containsOnly(XContentType.JSON);
    }
}
