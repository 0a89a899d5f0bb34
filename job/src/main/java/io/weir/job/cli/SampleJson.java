package io.weir.job.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.weir.codec.sflow.NamedValue;
import java.io.IOException;
import java.util.List;

/** Writes the fields of an sFlow sample as a JSON object of names and values. */
final class SampleJson {

    private SampleJson() {}

    static void write(List<?> fields, JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (Object field : fields) {
            NamedValue named = (NamedValue) field;
            json.writeFieldName(named.name());
            writeValue(named.value(), json);
        }
        json.writeEndObject();
    }

    private static void writeValue(Object value, JsonGenerator json) throws IOException {
        if (!(value instanceof List<?> list)) {
            json.writePOJO(value);
        } else if (!list.isEmpty() && list.get(0) instanceof NamedValue) {
            write(list, json);
        } else {
            json.writeStartArray();
            for (Object each : list) {
                writeValue(each, json);
            }
            json.writeEndArray();
        }
    }
}
