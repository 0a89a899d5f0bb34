package io.weir.job.documents.flow;

import io.weir.codec.flow.FlowField;
import io.weir.job.documents.fields.Field;
import io.weir.job.documents.fields.ObjectPath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.annotation.Nullable;

/**
 * Writes documents of fields, one after the other, into one buffer. Objects open and close by
 * themselves, so fields of one object have to come together. What is absent is left out: null, an
 * empty text, a column that the row does not have. Not thread-safe.
 */
final class FieldJson {

    private static final int USUAL_LENGTH = 8_192;
    private static final int COORDINATE_DECIMALS = 10_000;
    private static final byte[] LATITUDE = {'{', '"', 'l', 'a', 't', '"', ':'};
    private static final byte[] LONGITUDE = {',', '"', 'l', 'o', 'n', '"', ':'};

    private final JsonBytes json = new JsonBytes(USUAL_LENGTH);
    private final EncodedTexts texts = new EncodedTexts();
    private final TimestampText times = new TimestampText();
    private final TextBuffer text = new TextBuffer();
    private final Transitions transitions = new Transitions();

    /** The object that the last value is in; null before the first. */
    @Nullable private ObjectPath open;

    void start() {
        json.clear();
        json.mark('{');
        open = null;
    }

    /** Ends the document: then {@link #bytes} have it. Returns its length. */
    int finish() {
        enter(ObjectPath.ROOT);
        json.mark('}');
        return json.length();
    }

    /** What was written; good until the next document. */
    byte[] bytes() {
        return json.bytes();
    }

    /** Closes all objects. Returns where the next one will begin, for {@link #repeat}. */
    int mark() {
        enter(ObjectPath.ROOT);
        return json.length();
    }

    /**
     * Writes an object once more under another name. It must not be the first in the document.
     *
     * @param from the mark before it
     * @param to the mark behind it; the same if it was not written, and then nothing is
     */
    void repeat(ObjectPath object, int from, int to, ObjectPath as) {
        if (from < to) {
            enter(as);
            json.repeat(from + object.opening().length, to - "}".length());
        }
    }

    /** A text that many documents have. */
    void put(Field field, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            name(field);
            json.raw(texts.of(value));
        }
    }

    /** A text of an exporter, which may be another in each document. */
    void putText(Field field, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            name(field);
            json.string(value);
        }
    }

    /** An object of {@link ObjectEncoder}; nothing for no bytes. */
    void putObject(ObjectPath object, byte[] encoded) {
        if (encoded.length > 0) {
            enter(object.parent());
            json.comma();
            json.raw(encoded);
        }
    }

    /** Members of an object as {@link ObjectEncoder} makes them; nothing for no bytes. */
    void putMembers(ObjectPath object, byte[] encoded) {
        if (encoded.length > 0) {
            enter(object);
            json.comma();
            json.raw(encoded);
        }
    }

    /** A text of ASCII. */
    void put(Field field, @Nullable byte[] ascii) {
        if (ascii != null && ascii.length > 0) {
            name(field);
            json.string(ascii);
        }
    }

    /** A text of letters, digits and marks that JSON takes as they are. */
    void putPlain(Field field, byte[] ascii, int length) {
        name(field);
        json.plainString(ascii, length);
    }

    /** The same. */
    void putPlain(Field field, TextBuffer value) {
        name(field);
        json.plainString(value.bytes(), value.length());
    }

    /** An object that is JSON already, from brace to brace. */
    void putJson(ObjectPath object, String text) {
        enter(object.parent());
        json.member(object.opening());
        json.raw(text.substring(1).getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a number as it is. */
    void put(Field field, long value) {
        name(field);
        json.number(value);
    }

    void put(Field field, boolean value) {
        name(field);
        json.truth(value);
    }

    /** Elasticsearch's long is signed: what does not fit is held at the largest value. */
    void putUnsigned(Field field, long value) {
        put(field, value < 0 ? Long.MAX_VALUE : value);
    }

    /** The unsigned number of a column. */
    void put(Field field, FlowView flow, FlowField column) {
        if (flow.has(column)) {
            putUnsigned(field, flow.get(column));
        }
    }

    /** The unsigned number of a column, as text. */
    void putAsText(Field field, FlowView flow, FlowField column) {
        if (flow.has(column)) {
            putPlain(field, text.clear().addUnsigned(flow.get(column)));
        }
    }

    /** The address of a column. */
    void putAddress(Field field, FlowView flow, FlowField column) {
        if (flow.has(column)) {
            putAddress(field, flow.address(column));
        }
    }

    void putAddress(Field field, AddressBytes address) {
        putPlain(field, address.bytes(), address.length());
    }

    /** The MAC address of a column. */
    void putMac(Field field, FlowView flow, FlowField column) {
        if (flow.has(column)) {
            putPlain(field, text.clear().addMac(flow.get(column)));
        }
    }

    /** A time, Unix milliseconds; nothing for one that Elasticsearch would not take. */
    void putTime(Field field, long millis) {
        if (TimestampText.isIndexable(millis)) {
            name(field);
            json.plainString(times.of(millis), TimestampText.LENGTH);
        }
    }

    /** Nothing for no values. */
    void put(Field field, List<String> values) {
        if (values.isEmpty()) {
            return;
        }
        name(field);
        json.mark('[');
        for (int i = 0; i < values.size(); i++) {
            json.comma();
            json.raw(texts.of(values.get(i)));
        }
        json.mark(']');
    }

    /** Two texts in one field. */
    void put(Field field, String one, String other) {
        name(field);
        json.mark('[');
        json.raw(texts.of(one));
        json.mark(',');
        json.raw(texts.of(other));
        json.mark(']');
    }

    /** The first numbers of an array; nothing for none. */
    void put(Field field, long[] values, int count) {
        if (count == 0) {
            return;
        }
        name(field);
        json.mark('[');
        for (int i = 0; i < count; i++) {
            json.comma();
            json.number(values[i]);
        }
        json.mark(']');
    }

    /** Degrees, to four decimals; nothing for what is no point on Earth. */
    void putLocation(Field field, double latitude, double longitude) {
        boolean onEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
        if (onEarth) {
            name(field);
            json.raw(LATITUDE);
            degrees(latitude);
            json.raw(LONGITUDE);
            degrees(longitude);
            json.mark('}');
        }
    }

    private void degrees(double degrees) {
        long units = Math.round(Math.abs(degrees) * COORDINATE_DECIMALS);
        if (degrees < 0 && units != 0) {
            json.mark('-');
        }
        json.number(units / COORDINATE_DECIMALS);
        json.mark('.');
        for (int place = COORDINATE_DECIMALS / 10; place > 0; place /= 10) {
            json.number(units / place % 10);
        }
    }

    private void name(Field field) {
        json.raw(transitions.to(field, open));
        open = field.object();
    }

    /** Closes the objects that the wanted one is not in, opens those that it is in. */
    private void enter(ObjectPath wanted) {
        if (open == null) {
            open = ObjectPath.ROOT;
        }
        while (open.depth() > wanted.depth()) {
            leave();
        }
        if (open != wanted) {
            if (open.depth() == wanted.depth()) {
                leave();
            }
            enter(wanted.parent());
            json.member(wanted.opening());
            open = wanted;
        }
    }

    private void leave() {
        json.mark('}');
        open = open.parent();
    }
}
