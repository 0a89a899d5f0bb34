package io.weir.codec.template;

import static io.weir.codec.BigEndian.unsigned16;
import static io.weir.codec.BigEndian.unsigned8;

import io.weir.codec.Malformation;
import io.weir.codec.MalformedDatagramException;

/**
 * Walks the records of a set, one after the other, and says where each of their fields lies.
 *
 * <pre>{@code
 * cursor.begin(bytes, from, to);
 * while (cursor.next()) {
 *     … cursor.offset(field), cursor.length(field) …
 * }
 * }</pre>
 *
 * <p>What is left after the last record and is shorter than any record is padding (RFC 7011
 * §3.3.1). Reads nothing beyond the set. Not thread-safe; allocates nothing once made.
 */
public final class RecordCursor {

    /** A length octet of 255 says that the length is in the two octets after it (RFC 7011 §7). */
    private static final int LONG_LENGTH = 255;

    private final Template template;
    private final int[] templateLengths;
    private final int shortestRecord;

    /** By field, from the start of the record. */
    private final int[] offsets;

    private final int[] lengths;

    private byte[] bytes = {};
    private int record;
    private int next;
    private int to;

    public RecordCursor(Template template) {
        this.template = template;
        this.templateLengths = templateLengths(template);
        // A record of no bytes at all would never end; such templates are refused when received.
        this.shortestRecord = Math.max(1, template.minimumRecordLength());
        this.offsets = new int[templateLengths.length];
        this.lengths = new int[templateLengths.length];
    }

    static int[] templateLengths(Template template) {
        return template.fields().stream().mapToInt(TemplateField::length).toArray();
    }

    /** The template that the records have. */
    public Template template() {
        return template;
    }

    /**
     * Starts before the first record.
     *
     * @param from the first byte of the first record
     * @param to the first byte after the records and their padding, not beyond the end of {@code
     *     bytes}
     */
    public void begin(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.record = from;
        this.next = from;
        this.to = to;
    }

    /**
     * Goes to the next record.
     *
     * @return whether there is one
     * @throws MalformedDatagramException if it does not end within the set; there is none after it
     */
    public boolean next() throws MalformedDatagramException {
        if (to - next < shortestRecord) {
            return false;
        }
        record = next;
        next = to;
        next = locate(templateLengths, bytes, record, to, offsets, lengths);
        return true;
    }

    /** The bytes of the set, all of the message. */
    public byte[] bytes() {
        return bytes;
    }

    /** The first byte of this record. */
    public int record() {
        return record;
    }

    /** The first byte of a field of this record, after the length that may stand before it. */
    public int offset(int field) {
        return record + offsets[field];
    }

    /** The bytes that a field of this record has; 0 for one that is empty. */
    public int length(int field) {
        return lengths[field];
    }

    /**
     * Notes where each field of a record lies.
     *
     * @param offsets by field, from the start of the record
     * @return the end of the record
     * @throws MalformedDatagramException if that is beyond {@code to}
     */
    static int locate(
            int[] templateLengths, byte[] bytes, int record, int to, int[] offsets, int[] lengths)
            throws MalformedDatagramException {
        int at = record;
        for (int i = 0; i < templateLengths.length; i++) {
            int length = templateLengths[i];
            if (length == TemplateField.VARIABLE_LENGTH) {
                requireWithin(at + 1, record, to);
                length = unsigned8(bytes, at++);
                if (length == LONG_LENGTH) {
                    requireWithin(at + 2, record, to);
                    length = unsigned16(bytes, at);
                    at += 2;
                }
            }
            offsets[i] = at - record;
            lengths[i] = length;
            at += length;
            requireWithin(at, record, to);
        }
        return at;
    }

    private static void requireWithin(int end, int record, int to)
            throws MalformedDatagramException {
        if (end > to) {
            throw new MalformedDatagramException(Malformation.RECORD_BEYOND_SET, record);
        }
    }
}
