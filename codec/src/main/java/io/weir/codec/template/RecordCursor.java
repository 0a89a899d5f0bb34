package io.weir.codec.template;

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

    private static final int ONE_ROW = 1;

    private final RecordLayout layout;
    private final int[] segmentLengths;
    private final int shortestRecord;
    private final int[][] starts;
    private final int[][] lengths;

    private byte[] bytes = {};
    private int record;
    private int next;
    private int to;

    public RecordCursor(Template template) {
        this.layout = new RecordLayout(template.fields());
        this.segmentLengths = layout.segmentLengths();
        // A record of no bytes at all would never end; such templates are refused when received.
        this.shortestRecord = Math.max(1, template.minimumRecordLength());
        this.starts = new int[segmentLengths.length][ONE_ROW];
        this.lengths = new int[segmentLengths.length][ONE_ROW];
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
        next = to; // what a broken record says of those after it is worth nothing
        next = RecordLayout.locate(segmentLengths, bytes, record, to, starts, lengths, 0);
        return true;
    }

    /** The bytes of the set, all of the message. */
    public byte[] bytes() {
        return bytes;
    }

    /** The first byte of this record. */
    public int from() {
        return record;
    }

    /** The first byte after this record. */
    public int to() {
        return next;
    }

    /** The first byte of a field of this record, after the length that may stand before it. */
    public int offset(int field) {
        return starts[layout.segment(field)][0] + layout.offset(field);
    }

    /** The bytes that a field of this record has; 0 for one that is empty. */
    public int length(int field) {
        int length = layout.length(field);
        return length == TemplateField.VARIABLE_LENGTH ? lengths[layout.segment(field)][0] : length;
    }
}
