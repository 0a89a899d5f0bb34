package io.weir.codec.raw;

import io.weir.codec.MalformedDatagramException;
import io.weir.codec.element.InformationElements;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.session.ExportMessage;
import io.weir.codec.session.RecordListener;
import io.weir.codec.sflow.NamedValue;
import io.weir.codec.sflow.SampleFields;
import io.weir.codec.template.RecordCursor;
import io.weir.codec.template.Template;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Gives each flow the record that it was made of ({@link FlowField#ORIGINAL_RECORD}): a JSON object
 * of the names and values that {@code docs/reference/raw-records.md} describes.
 *
 * <pre>{@code
 * {"octetDeltaCount":1500,"userName":"kim","not_indexed":{"32473.7":"c0ffee"}}
 * }</pre>
 *
 * <p>Beside {@value #NOT_INDEXED}, a name comes from the registry or from the structures of sFlow,
 * so that there are only so many of them, and its value is of the type that its element has
 * everywhere: number, string or boolean, or an array of them where the record has the element more
 * than once. All else is in {@value #NOT_INDEXED}: elements that are not known, values of a length
 * that their type cannot have, numbers that are not finite, lists, and structures. An index can so
 * take all of the first without knowing what exporters send, and leave the second alone.
 *
 * <p>While a message is decoded it only notes where the records of flows are. They are written when
 * it is complete, so that flows beyond a rate limit cost nothing; what is in their lists is read by
 * the templates that are known then. However a message is made, at most {@value #MAX_VALUES} of its
 * values are written: of records beyond that there are the bytes only, as {@code
 * {"not_indexed":{"record":"<hexadecimal>"}}}.
 *
 * <p>Not thread-safe; serves all sessions of a thread.
 */
public final class OriginalRecords implements RecordListener {

    /** The member that holds what an index is to leave alone. */
    public static final String NOT_INDEXED = "not_indexed";

    /** More than the bytes of any honest datagram can say; a template of empty fields says more. */
    private static final int MAX_VALUES = 65_536;

    /** Templates are few, but an exporter that keeps redefining them must not fill the memory. */
    private static final int MAX_CACHED_TEMPLATES = 10_000;

    private static final byte[] NOT_INDEXED_KEY = JsonBytes.key(NOT_INDEXED);

    private final ElementDirectory elements;
    private final FieldReader fields;
    private final SampleFields samples = new SampleFields();
    private final IdentityHashMap<Template, RecordPlan> plans = new IdentityHashMap<>();
    private final JsonBytes json = new JsonBytes();

    // Where the records of the message come from: stretches of the payload, in its order.
    private int stretches;
    private int[] ends = new int[8];
    private Template[] templates = new Template[8];
    private long[] sampleTypes = new long[8];

    private int valuesLeft;

    public OriginalRecords(InformationElements elements) {
        this.elements = new ElementDirectory(elements);
        this.fields = new FieldReader(this.elements);
    }

    /** What is seen here also becomes flows, or never does. */
    @Override
    public void records(ExportMessage message, Template template, byte[] bytes, int from, int to) {}

    @Override
    public void flows(Template template, int from, int to, FlowBatch batch, int first) {
        if (batch.size() == first) {
            return;
        }
        addStretch(to, template, 0, first);
        RecordCursor cursor = plan(batch, template).cursor;
        cursor.begin(batch.payload(), from, to);
        for (int row = first; row < batch.size(); row++) {
            requireNext(cursor);
            batch.setSlice(
                    FlowField.ORIGINAL_RECORD, row, cursor.from(), cursor.to() - cursor.from());
        }
    }

    @Override
    public void flow(long type, int from, int to, FlowBatch batch, int row) {
        addStretch(to, null, type, row);
        batch.setSlice(FlowField.ORIGINAL_RECORD, row, from, to - from);
    }

    /**
     * @param template null of a sample
     * @param row of its first flow
     */
    private void addStretch(int to, Template template, long sampleType, int row) {
        if (row == 0) {
            stretches = 0;
        }
        if (stretches == ends.length) {
            ends = Arrays.copyOf(ends, 2 * stretches);
            templates = Arrays.copyOf(templates, 2 * stretches);
            sampleTypes = Arrays.copyOf(sampleTypes, 2 * stretches);
        }
        ends[stretches] = to;
        templates[stretches] = template;
        sampleTypes[stretches] = sampleType;
        stretches++;
    }

    @Override
    public void complete(ExportMessage message, FlowBatch batch) {
        valuesLeft = MAX_VALUES;
        int stretch = 0;
        for (int row = 0; row < batch.size(); row++) {
            int from = batch.sliceOffset(FlowField.ORIGINAL_RECORD, row);
            int to = from + batch.sliceLength(FlowField.ORIGINAL_RECORD, row);
            while (ends[stretch] < to) {
                stretch++;
            }
            json.clear();
            if (templates[stretch] != null) {
                write(message, plan(batch, templates[stretch]), batch.payload(), from, to);
            } else {
                write(sampleTypes[stretch], batch.payload(), from, to);
            }
            batch.set(FlowField.ORIGINAL_RECORD, row, batch.append(json.bytes(), json.length()));
        }
    }

    private RecordPlan plan(FlowBatch batch, Template template) {
        RecordPlan plan = plans.get(template);
        if (plan == null) {
            if (plans.size() >= MAX_CACHED_TEMPLATES) {
                plans.clear();
            }
            plan = new RecordPlan(template, elements.of(batch.protocol(), template));
            plans.put(template, plan);
        }
        return plan;
    }

    private void write(ExportMessage message, RecordPlan plan, byte[] bytes, int from, int to) {
        if (plan.elements.length > valuesLeft) {
            writeBytes(bytes, from, to);
            return;
        }
        valuesLeft -= plan.elements.length;
        plan.cursor.begin(bytes, from, to);
        requireNext(plan.cursor);
        readValues(message, plan);
        json.beginObject();
        boolean all = writeFields(plan, true);
        if (!all) {
            json.name(NOT_INDEXED_KEY);
            json.beginObject();
            writeFields(plan, false);
            json.endObject();
        }
        json.endObject();
    }

    private void readValues(ExportMessage message, RecordPlan plan) {
        fields.allowListValues(valuesLeft);
        for (int i = 0; i < plan.elements.length; i++) {
            RawElement element = plan.elements[i];
            plan.values[i] = fields.read(message, element, plan.cursor, i);
            plan.indexed[i] = isIndexed(element, plan.values[i], plan.cursor.length(i));
        }
        valuesLeft = fields.listValuesLeft();
    }

    private static boolean isIndexed(RawElement element, RawValue value, int length) {
        return switch (element.type()) {
            case STRING -> true;
            case OCTET_ARRAY -> element.isKnown();
            case MAC_ADDRESS -> length == 6;
            case IPV4_ADDRESS, IPV6_ADDRESS -> length == 4 || length == 16;
            case BOOLEAN -> value instanceof RawValue.Truth;
            case FLOAT_32, FLOAT_64 -> isFinite(value);
            case BASIC_LIST, SUB_TEMPLATE_LIST, SUB_TEMPLATE_MULTI_LIST -> false;
            default -> !(value instanceof RawValue.Text);
        };
    }

    private static boolean isFinite(RawValue value) {
        if (value instanceof RawValue.Float32 single) {
            return Float.isFinite(single.number());
        }
        return value instanceof RawValue.Float64 number && Double.isFinite(number.number());
    }

    /**
     * Writes the fields that are indexed, or those that are not.
     *
     * @return whether that is all of them
     */
    private boolean writeFields(RecordPlan plan, boolean indexed) {
        boolean all = true;
        for (RecordPlan.NamedFields named : plan.named) {
            int count = 0;
            for (int field : named.fields()) {
                count += plan.indexed[field] == indexed ? 1 : 0;
            }
            all &= count == named.fields().length;
            if (count > 0) {
                json.name(named.key());
                writeValues(plan, named.fields(), indexed, count > 1);
            }
        }
        return all;
    }

    private void writeValues(RecordPlan plan, int[] fields, boolean indexed, boolean many) {
        if (many) {
            json.beginArray();
        }
        for (int field : fields) {
            if (plan.indexed[field] == indexed) {
                RecordJson.write(plan.values[field], json);
            }
        }
        if (many) {
            json.endArray();
        }
    }

    private void write(long sampleType, byte[] datagram, int from, int to) {
        List<NamedValue> header = samples.readHeader(datagram);
        List<NamedValue> sample = samples.read(sampleType, datagram, from, to);
        if (header.size() + sample.size() > valuesLeft) {
            writeBytes(datagram, from, to);
            return;
        }
        valuesLeft -= header.size() + sample.size();
        json.beginObject();
        writeSample(header, true);
        writeSample(sample, true);
        if (!sample.stream().allMatch(OriginalRecords::isIndexed)) {
            json.name(NOT_INDEXED_KEY);
            json.beginObject();
            writeSample(sample, false);
            json.endObject();
        }
        json.endObject();
    }

    private void writeSample(List<NamedValue> values, boolean indexed) {
        for (NamedValue value : values) {
            if (isIndexed(value) == indexed) {
                RecordJson.write(value, json);
            }
        }
    }

    /** Names of structures have no dot; those that are not known and those that come again do. */
    private static boolean isIndexed(NamedValue named) {
        boolean scalar =
                named.value() instanceof Float number
                        ? Float.isFinite(number)
                        : !(named.value() instanceof List);
        return scalar && named.name().indexOf('.') < 0;
    }

    private void writeBytes(byte[] bytes, int from, int to) {
        json.beginObject();
        json.name(NOT_INDEXED_KEY);
        json.beginObject();
        json.name("record");
        json.string(HexFormat.of().formatHex(bytes, from, to));
        json.endObject();
        json.endObject();
    }

    private static void requireNext(RecordCursor cursor) {
        try {
            if (!cursor.next()) {
                throw new IllegalStateException("A flow has no record.");
            }
        } catch (MalformedDatagramException e) {
            throw new IllegalStateException("A flow has a malformed record: " + e.getMessage());
        }
    }
}
