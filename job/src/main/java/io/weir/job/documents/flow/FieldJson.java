package io.weir.job.documents.flow;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.job.documents.fields.Field;
import io.weir.job.documents.fields.ObjectPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.annotation.Nullable;

/**
 * Writes documents of fields, one after the other, with one generator and one buffer. Objects open
 * and close by themselves, so fields of one object have to come together. What is absent is left
 * out: null, an empty text, a column that the row does not have. Not thread-safe.
 */
final class FieldJson {

    private static final int USUAL_LENGTH = 8_192;
    private static final SerializedString LATITUDE = new SerializedString("lat");
    private static final SerializedString LONGITUDE = new SerializedString("lon");
    private static final int COORDINATE_DECIMALS = 10_000;

    private final JsonBytes bytes = new JsonBytes(USUAL_LENGTH);
    private final TimestampText times = new TimestampText();
    private final TextBuffer text = new TextBuffer();
    private final JsonGenerator json;
    private ObjectPath open = ObjectPath.ROOT;

    FieldJson() {
        try {
            json = new JsonFactory().createGenerator(bytes).setRootValueSeparator(null);
        } catch (IOException e) {
            throw cannotHappen(e);
        }
    }

    void start() {
        bytes.clear();
        try {
            json.writeStartObject();
        } catch (IOException e) {
            throw cannotHappen(e);
        }
    }

    byte[] finish() {
        try {
            enter(ObjectPath.ROOT);
            json.writeEndObject();
            json.flush();
        } catch (IOException e) {
            throw cannotHappen(e);
        }
        return bytes.copy();
    }

    /** Closes all objects. Returns where the next one will begin, for {@link #repeat}. */
    int mark() {
        try {
            enter(ObjectPath.ROOT);
            json.flush();
        } catch (IOException e) {
            throw cannotHappen(e);
        }
        return bytes.length();
    }

    /**
     * Writes an object once more under another name.
     *
     * @param from the mark before it
     * @param to the mark behind it; the same if it was not written, which then is done again
     */
    void repeat(ObjectPath object, int from, int to, ObjectPath as) {
        if (from == to) {
            return;
        }
        int beforeValue = ",\"\":".length() + object.name().charLength();
        try {
            enter(ObjectPath.ROOT);
            json.writeFieldName(as.name());
            json.writeRawValue(bytes.range(from + beforeValue, to));
        } catch (IOException e) {
            throw cannotHappen(e);
        }
    }

    void put(Field field, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            try {
                name(field);
                json.writeString(value);
            } catch (IOException e) {
                throw cannotHappen(e);
            }
        }
    }

    /** Writes a number as it is. */
    void put(Field field, long value) {
        try {
            name(field);
            json.writeNumber(value);
        } catch (IOException e) {
            throw cannotHappen(e);
        }
    }

    void put(Field field, boolean value) {
        try {
            name(field);
            json.writeBoolean(value);
        } catch (IOException e) {
            throw cannotHappen(e);
        }
    }

    /** Elasticsearch's long is signed: what does not fit is held at the largest value. */
    void putUnsigned(Field field, long value) {
        put(field, value < 0 ? Long.MAX_VALUE : value);
    }

    /** The unsigned number of a column. */
    void put(Field field, FlowBatch batch, int row, FlowField column) {
        if (batch.has(column, row)) {
            putUnsigned(field, batch.get(column, row));
        }
    }

    /** The unsigned number of a column, as text. */
    void putAsText(Field field, FlowBatch batch, int row, FlowField column) {
        if (batch.has(column, row)) {
            put(field, text.clear().addUnsigned(batch.get(column, row)));
        }
    }

    /** The address of a column. */
    void putAddress(Field field, FlowBatch batch, int row, FlowField column) {
        if (batch.has(column, row)) {
            putAddress(field, batch.getHigh(column, row), batch.get(column, row));
        }
    }

    void putAddress(Field field, long high, long low) {
        put(field, text.clear().addAddress(high, low));
    }

    /** The MAC address of a column. */
    void putMac(Field field, FlowBatch batch, int row, FlowField column) {
        if (batch.has(column, row)) {
            put(field, text.clear().addMac(batch.get(column, row)));
        }
    }

    /** A time, Unix milliseconds; nothing for one that Elasticsearch would not take. */
    void putTime(Field field, long millis) {
        if (TimestampText.isIndexable(millis)) {
            try {
                name(field);
                json.writeString(times.of(millis), 0, TimestampText.LENGTH);
            } catch (IOException e) {
                throw cannotHappen(e);
            }
        }
    }

    void put(Field field, TextBuffer value) {
        try {
            name(field);
            json.writeString(value.chars(), 0, value.length());
        } catch (IOException e) {
            throw cannotHappen(e);
        }
    }

    /** A text in UTF-8. */
    void put(Field field, @Nullable byte[] utf8) {
        if (utf8 != null && utf8.length > 0) {
            try {
                name(field);
                json.writeUTF8String(utf8, 0, utf8.length);
            } catch (IOException e) {
                throw cannotHappen(e);
            }
        }
    }

    /** A text of letters, digits and marks that JSON takes as they are. */
    void putPlain(Field field, byte[] ascii, int length) {
        try {
            name(field);
            json.writeRawUTF8String(ascii, 0, length);
        } catch (IOException e) {
            throw cannotHappen(e);
        }
    }

    /** Nothing for no values. */
    void put(Field field, List<String> values) {
        if (values.isEmpty()) {
            return;
        }
        try {
            name(field);
            json.writeStartArray();
            for (int i = 0; i < values.size(); i++) {
                json.writeString(values.get(i));
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw cannotHappen(e);
        }
    }

    /** Two texts in one field. */
    void put(Field field, String one, String other) {
        try {
            name(field);
            json.writeStartArray();
            json.writeString(one);
            json.writeString(other);
            json.writeEndArray();
        } catch (IOException e) {
            throw cannotHappen(e);
        }
    }

    void put(Field field, long[] values, int count) {
        if (count == 0) {
            return;
        }
        try {
            name(field);
            json.writeArray(values, 0, count);
        } catch (IOException e) {
            throw cannotHappen(e);
        }
    }

    /** Degrees, to four decimals; nothing for what is no point on Earth. */
    void putLocation(Field field, double latitude, double longitude) {
        boolean onEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
        if (!onEarth) {
            return;
        }
        try {
            name(field);
            json.writeStartObject();
            json.writeFieldName(LATITUDE);
            writeDegrees(latitude);
            json.writeFieldName(LONGITUDE);
            writeDegrees(longitude);
            json.writeEndObject();
        } catch (IOException e) {
            throw cannotHappen(e);
        }
    }

    private void writeDegrees(double degrees) throws IOException {
        long units = Math.round(Math.abs(degrees) * COORDINATE_DECIMALS);
        long decimals = units % COORDINATE_DECIMALS;
        text.clear();
        if (degrees < 0 && units != 0) {
            text.add("-");
        }
        text.addUnsigned(units / COORDINATE_DECIMALS).add(".");
        for (int place = COORDINATE_DECIMALS / 10; place > 0; place /= 10) {
            text.addUnsigned(decimals / place % 10);
        }
        json.writeNumber(text.chars(), 0, text.length());
    }

    private void name(Field field) throws IOException {
        if (field.object() != open) {
            enter(field.object());
        }
        json.writeFieldName(field.leaf());
    }

    private void enter(ObjectPath wanted) throws IOException {
        while (open.depth() > wanted.depth()) {
            leave();
        }
        descend(wanted);
    }

    /** Closes what the wanted object is not in, opens what it is in. */
    private void descend(ObjectPath wanted) throws IOException {
        if (wanted == open) {
            return;
        }
        if (wanted.depth() == open.depth()) {
            leave();
        }
        descend(wanted.parent());
        json.writeFieldName(wanted.name());
        json.writeStartObject();
        open = wanted;
    }

    private void leave() throws IOException {
        json.writeEndObject();
        open = open.parent();
    }

    private static UncheckedIOException cannotHappen(IOException e) {
        return new UncheckedIOException("A document could not be written to memory.", e);
    }
}
