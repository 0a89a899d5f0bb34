package io.weir.job.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.connector.elasticsearch.sink.RequestIndexer;
import org.elasticsearch.action.delete.DeleteRequest;
import org.elasticsearch.action.index.IndexRequest;
import org.elasticsearch.action.update.UpdateRequest;
import org.elasticsearch.common.bytes.BytesReference;

/** Takes requests in the place of Elasticsearch. */
final class RecordedRequests implements RequestIndexer {

    private final List<IndexRequest> requests = new ArrayList<>();

    @Override
    public void add(IndexRequest... more) {
        requests.addAll(List.of(more));
    }

    @Override
    public void add(DeleteRequest... more) {
        throw new AssertionError("Nothing is deleted.");
    }

    @Override
    public void add(UpdateRequest... more) {
        throw new AssertionError("Documents are replaced, not updated.");
    }

    List<IndexRequest> all() {
        return requests;
    }

    static byte[] bytes(IndexRequest request) {
        return BytesReference.toBytes(request.source());
    }

    static ObjectNode json(IndexRequest request) {
        return parse(bytes(request));
    }

    static ObjectNode parse(byte[] json) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The document without the time at which it was written. */
    static ObjectNode withoutIngested(ObjectNode document) {
        ((ObjectNode) document.path("event")).remove("ingested");
        return document;
    }
}
