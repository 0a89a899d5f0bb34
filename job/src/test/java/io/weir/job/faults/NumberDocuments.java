package io.weir.job.faults;

import io.weir.job.elasticsearch.bulk.DocumentCollector;
import io.weir.job.elasticsearch.bulk.DocumentEmitter;
import java.nio.charset.StandardCharsets;

/** A document of each number, under its own id. */
record NumberDocuments(String index) implements DocumentEmitter<Long> {

    @Override
    public void open() {}

    @Override
    public void emit(Long number, DocumentCollector documents) {
        byte[] json = json(number);
        documents.add(index, number.toString(), json, json.length);
    }

    static byte[] json(long number) {
        return ("{\"n\":" + number + "}").getBytes(StandardCharsets.US_ASCII);
    }
}
