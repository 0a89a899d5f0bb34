package io.weir.codec.raw;

import io.weir.codec.sflow.NamedValue;
import io.weir.codec.template.ListSemantic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes values of records and samples as JSON, as {@code docs/reference/raw-records.md} says. */
final class RecordJson {

    /** IANA's paddingOctets: fills records up to a multiple of bytes, and says nothing. */
    private static final int PADDING_OCTETS = 210;

    private RecordJson() {}

    static boolean isPadding(RawElement element) {
        return element.enterprise() == 0 && element.id() == PADDING_OCTETS;
    }

    static void write(RawValue value, JsonBytes json) {
        if (value instanceof RawValue.Unsigned integer) {
            json.unsigned(integer.bits());
        } else if (value instanceof RawValue.Text text) {
            json.string(text.text());
        } else if (value instanceof RawValue.Signed integer) {
            json.number(integer.number());
        } else if (value instanceof RawValue.Truth truth) {
            json.truth(truth.value());
        } else if (value instanceof RawValue.Float32 number) {
            json.number(number.number(), Float.toString(number.number()));
        } else if (value instanceof RawValue.Float64 number) {
            json.number(number.number(), Double.toString(number.number()));
        } else {
            writeList(value, json);
        }
    }

    private static void writeList(RawValue value, JsonBytes json) {
        json.beginObject();
        if (value instanceof RawValue.BasicList list) {
            writeSemantic(list.semantic(), json);
            json.name("element");
            json.string(list.element().name());
            json.name("values");
            writeAll(list.values(), json);
        } else if (value instanceof RawValue.SubTemplateList list) {
            writeSemantic(list.semantic(), json);
            writeGroup(list.group(), json);
        } else if (value instanceof RawValue.SubTemplateMultiList list) {
            writeSemantic(list.semantic(), json);
            json.name("lists");
            json.beginArray();
            for (RawValue.Group group : list.groups()) {
                json.beginObject();
                writeGroup(group, json);
                json.endObject();
            }
            json.endArray();
        }
        json.endObject();
    }

    private static void writeSemantic(ListSemantic semantic, JsonBytes json) {
        json.name("semantic");
        json.string(semantic.label());
    }

    private static void writeGroup(RawValue.Group group, JsonBytes json) {
        json.name("template");
        json.number(group.template());
        if (group instanceof RawValue.KnownGroup known) {
            json.name("records");
            json.beginArray();
            for (List<RawField> record : known.records()) {
                write(record, json);
            }
            json.endArray();
        } else if (group instanceof RawValue.UnknownGroup unknown) {
            json.name("hex");
            json.string(unknown.hex());
        }
    }

    /** A record. */
    static void write(List<RawField> fields, JsonBytes json) {
        Map<String, List<RawValue>> byName = new LinkedHashMap<>();
        for (RawField field : fields) {
            if (!isPadding(field.element())) {
                byName.computeIfAbsent(field.element().name(), name -> new ArrayList<>(1))
                        .add(field.value());
            }
        }
        json.beginObject();
        byName.forEach(
                (name, values) -> {
                    json.name(name);
                    if (values.size() == 1) {
                        write(values.get(0), json);
                    } else {
                        writeAll(values, json);
                    }
                });
        json.endObject();
    }

    private static void writeAll(List<RawValue> values, JsonBytes json) {
        json.beginArray();
        for (RawValue value : values) {
            write(value, json);
        }
        json.endArray();
    }

    /** A value of an sFlow sample. */
    static void write(NamedValue named, JsonBytes json) {
        json.name(named.name());
        writeSampled(named.value(), json);
    }

    private static void writeSampled(Object value, JsonBytes json) {
        if (value instanceof String text) {
            json.string(text);
        } else if (value instanceof Float number) {
            json.number(number, number.toString());
        } else if (value instanceof Number integer) {
            json.integer(integer.toString());
        } else if (value instanceof List<?> list) {
            writeSampled(list, json);
        } else {
            throw new IllegalStateException("A sample has a value of " + value.getClass());
        }
    }

    private static void writeSampled(List<?> list, JsonBytes json) {
        boolean named = !list.isEmpty() && list.get(0) instanceof NamedValue;
        if (named) {
            json.beginObject();
            list.forEach(each -> write((NamedValue) each, json));
            json.endObject();
        } else {
            json.beginArray();
            list.forEach(each -> writeSampled(each, json));
            json.endArray();
        }
    }
}
