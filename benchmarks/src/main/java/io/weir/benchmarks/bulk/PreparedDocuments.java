package io.weir.benchmarks.bulk;

import io.weir.job.elasticsearch.bulk.DocumentCollector;
import io.weir.job.elasticsearch.bulk.DocumentEmitter;
import java.util.List;
import org.apache.flink.metrics.MetricGroup;

/** Hands documents on that were made before, without ids. */
record PreparedDocuments(String index) implements DocumentEmitter<Long> {

    private static volatile long firstNanos;

    /** When the first document of the newest job came, in the time of {@link System#nanoTime}. */
    static long firstNanos() {
        return firstNanos;
    }

    @Override
    public void open(MetricGroup metrics) {
        firstNanos = 0;
    }

    @Override
    public void emit(Long number, DocumentCollector collector) {
        if (firstNanos == 0) {
            firstNanos = System.nanoTime();
        }
        List<byte[]> documents = FlowDocumentSink.documents();
        byte[] json = documents.get((int) (number % documents.size()));
        collector.add(index, json, json.length);
    }
}
