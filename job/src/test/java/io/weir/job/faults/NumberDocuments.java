package io.weir.job.faults;

import io.weir.job.elasticsearch.bulk.DocumentCollector;
import io.weir.job.elasticsearch.bulk.DocumentEmitter;
import java.nio.charset.StandardCharsets;
import org.apache.flink.metrics.MetricGroup;

/** A document of each number, under its own id. */
record NumberDocuments(String index) implements DocumentEmitter<Long> {

    static final String MISFITS = "misfits";

    @Override
    public void open(MetricGroup metrics) {}

    @Override
    public void emit(Long number, DocumentCollector documents) {
        byte[] json = json(number);
        documents.add(index, number.toString(), json, json.length);
    }

    static byte[] json(long number) {
        return ("{\"n\":" + number + "}").getBytes(StandardCharsets.US_ASCII);
    }

    /** As {@link #json(long)}, but in an index of misfits each ten thousandth is no number. */
    static byte[] json(long number, String index) {
        return index.startsWith(MISFITS) && number % 10_000 == 0
                ? "{\"n\":\"none\"}".getBytes(StandardCharsets.US_ASCII)
                : json(number);
    }
}
