package io.weir.job.faults;

import io.weir.job.config.ElasticsearchConfiguration;
import io.weir.job.elasticsearch.bulk.BulkLimits;
import io.weir.job.elasticsearch.bulk.DocumentCollector;
import io.weir.job.elasticsearch.bulk.DocumentEmitter;
import io.weir.job.elasticsearch.bulk.ElasticsearchSink;
import io.weir.job.elasticsearch.bulk.WhenFull;
import java.net.URI;
import java.time.Duration;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.elasticsearch.sink.Elasticsearch7SinkBuilder;
import org.apache.flink.connector.elasticsearch.sink.FlushBackoffType;
import org.apache.flink.metrics.MetricGroup;
import org.apache.http.HttpHost;
import org.elasticsearch.action.index.IndexRequest;
import org.elasticsearch.common.xcontent.XContentType;

/** A way of documents to Elasticsearch, with requests of 1000 documents, a second old at most. */
enum Delivery {
    WEIR("Weir") {
        @Override
        Sink<Long> sink(URI server, String index) {
            ElasticsearchConfiguration configuration =
                    NumberJob.configuration(
                            server,
                            "elasticsearch.username=" + FaultTable.USER,
                            "elasticsearch.password=" + FaultTable.PASSWORD);
            BulkLimits limits =
                    new BulkLimits(
                            ACTIONS,
                            5 << 20,
                            FLUSH_INTERVAL,
                            2,
                            64 << 20,
                            WhenFull.WAIT,
                            Duration.ofMillis(100),
                            Duration.ofSeconds(10));
            return new ElasticsearchSink<>("numbers", configuration, limits, new Documents(index));
        }
    },
    CONNECTOR("connector") {
        @Override
        Sink<Long> sink(URI server, String index) {
            return connector(server, index).build();
        }
    },
    CONNECTOR_WITH_BACKOFF("connector, exponential back-off") {
        @Override
        Sink<Long> sink(URI server, String index) {
            return connector(server, index)
                    .setBulkFlushBackoffStrategy(FlushBackoffType.EXPONENTIAL, 10, 100)
                    .build();
        }
    };

    private static final int ACTIONS = 1_000;
    private static final Duration FLUSH_INTERVAL = Duration.ofSeconds(1);

    private final String title;

    Delivery(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    abstract Sink<Long> sink(URI server, String index);

    private static Elasticsearch7SinkBuilder<Long> connector(URI server, String index) {
        return new Elasticsearch7SinkBuilder<Long>()
                .setHosts(HttpHost.create(server.toString()))
                .setConnectionUsername(FaultTable.USER)
                .setConnectionPassword(FaultTable.PASSWORD)
                .setBulkFlushMaxActions(ACTIONS)
                .setBulkFlushInterval(FLUSH_INTERVAL.toMillis())
                .setEmitter(
                        (number, context, indexer) ->
                                indexer.add(
                                        new IndexRequest(index)
                                                .id(number.toString())
                                                .source(
                                                        NumberDocuments.json(number, index),
                                                        XContentType.JSON)));
    }

    private record Documents(String index) implements DocumentEmitter<Long> {

        @Override
        public void open(MetricGroup metrics) {}

        @Override
        public void emit(Long number, DocumentCollector documents) {
            byte[] json = NumberDocuments.json(number, index);
            documents.add(index, number.toString(), json, json.length);
        }
    }
}
