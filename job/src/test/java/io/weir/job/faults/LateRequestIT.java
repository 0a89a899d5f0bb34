package io.weir.job.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.job.elasticsearch.ElasticsearchClient;
import io.weir.job.elasticsearch.bulk.DocumentCollector;
import io.weir.job.elasticsearch.bulk.DocumentEmitter;
import io.weir.job.elasticsearch.local.ElasticsearchExtension;
import io.weir.job.elasticsearch.local.LocalElasticsearch;
import io.weir.job.embedded.EmbeddedJob;
import io.weir.job.faults.FaultyProxy.Verdict;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.metrics.MetricGroup;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests that come twice, or after newer ones. */
@Tag("faults")
@ExtendWith(ElasticsearchExtension.class)
@Timeout(180)
class LateRequestIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OLD = "\"version\":1}";

    /** The old request fails when the new one has been sent, with or without being carried out. */
    @ParameterizedTest
    @EnumSource(names = {"REFUSE", "LOSE_ANSWER"})
    void keepsTheNewerDocumentWhereAnOldRequestIsSentAgain(
            Verdict verdict, LocalElasticsearch server, ElasticsearchClient client)
            throws Exception {
        String index = "late-" + verdict.name().toLowerCase(Locale.ROOT);
        CountDownLatch newIsSent = new CountDownLatch(1);
        AtomicInteger oldRequests = new AtomicInteger();
        try (FaultyProxy proxy =
                        FaultyProxy.before(
                                server.url(),
                                body -> {
                                    if (!body.contains(OLD)) {
                                        newIsSent.countDown();
                                        return Verdict.PASS;
                                    }
                                    newIsSent.await();
                                    return oldRequests.getAndIncrement() == 0
                                            ? verdict
                                            : Verdict.PASS;
                                });
                EmbeddedJob job =
                        NumberJob.start(
                                2,
                                NumberJob.configuration(proxy.url()),
                                NumberJob.limits(1, 2),
                                new Revisions(index))) {
            NumberJob.awaitEnd(job);

            assertThat(oldRequests).hasValue(2);
            assertThat(job.counters().sum("documentsWritten")).isPositive();
            assertThat(job.counters().sum("numRestarts")).isZero();
        }
        client.refresh(index);
        JsonNode hits = client.search(index, JSON.readTree("{\"version\":true}")).at("/hits/hits");
        assertThat(hits).hasSize(1);
        assertThat(hits.at("/0/_source/n").asInt()).isEqualTo(2);
        assertThat(hits.at("/0/_version").asInt()).isEqualTo(2);
    }

    @Test
    void writesEachDocumentOnceThoughAnswersAreLost(
            LocalElasticsearch server, ElasticsearchClient client) throws Exception {
        long last = 5_000;
        AtomicInteger requests = new AtomicInteger();
        try (FaultyProxy proxy =
                        FaultyProxy.before(
                                server.url(),
                                body ->
                                        requests.incrementAndGet() % 5 == 0
                                                ? Verdict.LOSE_ANSWER
                                                : Verdict.PASS);
                EmbeddedJob job =
                        NumberJob.start(
                                last,
                                NumberJob.configuration(proxy.url()),
                                NumberJob.limits(100, 2),
                                new NumberDocuments("lost-answers"))) {
            NumberJob.awaitEnd(job);

            assertThat(job.counters().sum("requestsFailed")).isPositive();
            assertThat(job.counters().sum("numRestarts")).isZero();
        }
        client.refresh("lost-answers");
        assertThat(client.count("lost-answers")).isEqualTo(last);
    }

    /** Each number is a revision of the same document. */
    private record Revisions(String index) implements DocumentEmitter<Long> {

        @Override
        public void open(MetricGroup metrics) {}

        @Override
        public void emit(Long number, DocumentCollector documents) {
            documents.add(index, "the-one", number, NumberDocuments.json(number));
        }
    }
}
