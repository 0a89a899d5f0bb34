package io.weir.codec.raw;

import io.weir.codec.sflow.NamedValue;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Records and samples as JSON objects of names and values, as {@code docs/reference/raw-records.md}
 * says. Not thread-safe.
 */
public final class RecordText {

    private final JsonBytes json = new JsonBytes();

    /**
     * The fields of a record. An element that the record has more than once has all its values in
     * an array, in order.
     */
    public String of(List<RawField> fields) {
        json.clear();
        RecordJson.write(fields, json);
        return text();
    }

    /** The fields of an sFlow sample. */
    public String ofSample(List<NamedValue> fields) {
        json.clear();
        json.beginObject();
        fields.forEach(field -> RecordJson.write(field, json));
        json.endObject();
        return text();
    }

    private String text() {
        return new String(json.bytes(), 0, json.length(), StandardCharsets.UTF_8);
    }
}
