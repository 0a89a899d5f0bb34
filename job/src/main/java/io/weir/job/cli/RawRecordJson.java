package io.weir.job.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.weir.codec.raw.RawElement;
import io.weir.codec.raw.RawField;
import io.weir.codec.raw.RawValue;
import io.weir.codec.template.ListSemantic;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the fields of a record as a JSON object of names and values. */
final class RawRecordJson {

    /** IANA's paddingOctets: fills records up to a multiple of bytes, and says nothing. */
    private static final int PADDING_OCTETS = 210;

    private final JsonGenerator json;

    RawRecordJson(JsonGenerator json) {
        this.json = json;
    }

    /** An element that the record has more than once has all its values in an array, in order. */
    void write(List<RawField> fields) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, List<RawValue>> named : byName(fields).entrySet()) {
            json.writeFieldName(named.getKey());
            if (named.getValue().size() == 1) {
                write(named.getValue().get(0));
            } else {
                writeAll(named.getValue());
            }
        }
        json.writeEndObject();
    }

    private static Map<String, List<RawValue>> byName(List<RawField> fields) {
        Map<String, List<RawValue>> byName = new LinkedHashMap<>();
        for (RawField field : fields) {
            if (!isPadding(field.element())) {
                byName.computeIfAbsent(field.element().name(), name -> new ArrayList<>(1))
                        .add(field.value());
            }
        }
        return byName;
    }

    private static boolean isPadding(RawElement element) {
        return element.enterprise() == 0 && element.id() == PADDING_OCTETS;
    }

    private void writeAll(List<RawValue> values) throws IOException {
        json.writeStartArray();
        for (RawValue value : values) {
            write(value);
        }
        json.writeEndArray();
    }

    private void write(RawValue value) throws IOException {
        if (value instanceof RawValue.Unsigned integer) {
            writeUnsigned(integer.bits());
        } else if (value instanceof RawValue.Text text) {
            json.writeString(text.text());
        } else if (value instanceof RawValue.Signed integer) {
            json.writeNumber(integer.number());
        } else if (value instanceof RawValue.Truth truth) {
            json.writeBoolean(truth.value());
        } else if (value instanceof RawValue.Float32 number) {
            json.writeNumber(number.number());
        } else if (value instanceof RawValue.Float64 number) {
            json.writeNumber(number.number());
        } else if (value instanceof RawValue.BasicList list) {
            writeBasicList(list);
        } else if (value instanceof RawValue.SubTemplateList list) {
            writeStart(list.semantic());
            writeGroup(list.group());
            json.writeEndObject();
        } else if (value instanceof RawValue.SubTemplateMultiList list) {
            writeMultiList(list);
        }
    }

    private void writeUnsigned(long bits) throws IOException {
        if (bits >= 0) {
            json.writeNumber(bits);
        } else {
            json.writeNumber(new BigInteger(Long.toUnsignedString(bits)));
        }
    }

    private void writeBasicList(RawValue.BasicList list) throws IOException {
        writeStart(list.semantic());
        json.writeStringField("element", list.element().name());
        json.writeFieldName("values");
        writeAll(list.values());
        json.writeEndObject();
    }

    private void writeMultiList(RawValue.SubTemplateMultiList list) throws IOException {
        writeStart(list.semantic());
        json.writeArrayFieldStart("lists");
        for (RawValue.Group group : list.groups()) {
            json.writeStartObject();
            writeGroup(group);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeStart(ListSemantic semantic) throws IOException {
        json.writeStartObject();
        json.writeStringField("semantic", semantic.label());
    }

    private void writeGroup(RawValue.Group group) throws IOException {
        json.writeNumberField("template", group.template());
        if (group instanceof RawValue.KnownGroup known) {
            json.writeArrayFieldStart("records");
            for (List<RawField> record : known.records()) {
                write(record);
            }
            json.writeEndArray();
        } else if (group instanceof RawValue.UnknownGroup unknown) {
            json.writeStringField("hex", unknown.hex());
        }
    }
}
