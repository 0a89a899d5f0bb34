package io.weir.job.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.job.elasticsearch.bulk.DocumentCollector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes documents in the place of Elasticsearch. */
final class RecordedDocuments implements DocumentCollector {

    /** What a document without a version has. */
    static final long UNVERSIONED = -1;

    private final List<Recorded> documents = new ArrayList<>();

    /** A document as it was handed over. */
    record Recorded(String index, String id, long version, ObjectNode json) {

        /** The document without the time at which it was written. */
        ObjectNode withoutIngested() {
            ObjectNode copy = json.deepCopy();
            ((ObjectNode) copy.path("event")).remove("ingested");
            return copy;
        }
    }

    @Override
    public void add(String index, byte[] json, int length) {
        add(index, null, UNVERSIONED, Arrays.copyOf(json, length));
    }

    @Override
    public void add(String index, String id, byte[] json, int length) {
        add(index, id, UNVERSIONED, Arrays.copyOf(json, length));
    }

    @Override
    public void add(String index, String id, long version, byte[] json) {
        documents.add(new Recorded(index, id, version, parse(json)));
    }

    List<Recorded> all() {
        return documents;
    }

    static ObjectNode parse(byte[] json) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
