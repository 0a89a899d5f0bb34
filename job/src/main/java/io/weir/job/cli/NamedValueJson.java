package io.weir.job.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.weir.codec.sflow.NamedValue;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;

/** Writes the fields of a sample as a JSON object of names and values. */
final class NamedValueJson {

    private final JsonGenerator json;

    NamedValueJson(JsonGenerator json) {
        this.json = json;
    }

    void write(List<NamedValue> values) throws IOException {
        json.writeStartObject();
        for (NamedValue value : values) {
            json.writeFieldName(value.name());
            write(value.value());
        }
        json.writeEndObject();
    }

    private void write(Object value) throws IOException {
        if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof BigInteger number) {
            json.writeNumber(number);
        } else if (value instanceof Float number) {
            json.writeNumber(number);
        } else if (value instanceof List<?> list) {
            writeList(list);
        } else {
            json.writeString(value.toString());
        }
    }

    /** A list of fields is an object, any other an array. */
    private void writeList(List<?> list) throws IOException {
        boolean fields = !list.isEmpty() && list.get(0) instanceof NamedValue;
        if (fields) {
            write(list.stream().map(NamedValue.class::cast).toList());
            return;
        }
        json.writeStartArray();
        for (Object value : list) {
            write(value);
        }
        json.writeEndArray();
    }
}
