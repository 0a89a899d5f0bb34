package io.weir.codec.template;

/**
 * Where the fields of some records of one template lie in a datagram, and what the header of the
 * message says. Reused from set to set.
 *
 * <p>The value of a field in record {@code i} starts at {@code starts(field)[i] + offset(field)}.
 */
final class DataRecords {

    /** The datagram. */
    byte[] bytes = {};

    /** How many records there are. */
    int count;

    long exportMillis;

    /** The exporter's uptime at export, milliseconds modulo 2^32; 0 in IPFIX if not known. */
    long uptimeMillis;

    private final RecordLayout layout;
    private final int[][] starts;
    private final int[][] lengths;

    DataRecords(RecordLayout layout) {
        this.layout = layout;
        int segments = layout.segmentLengths().length;
        this.starts = new int[segments][0];
        this.lengths = new int[segments][0];
    }

    /** By record: what {@link #offset} counts from. Has at least {@link #count} elements. */
    int[] starts(int field) {
        return starts[layout.segment(field)];
    }

    /** The first byte of the field, from {@link #starts}; the same in all records. */
    int offset(int field) {
        return layout.offset(field);
    }

    /** The first byte of the field in one of the records. */
    int first(int field, int record) {
        return starts(field)[record] + offset(field);
    }

    /** The bytes of the field in one of the records. */
    int length(int field, int record) {
        int length = layout.length(field);
        return length == TemplateField.VARIABLE_LENGTH
                ? lengths[layout.segment(field)][record]
                : length;
    }

    /** By segment and record: the first byte of the segment. */
    int[][] segmentStarts() {
        return starts;
    }

    /** By segment and record: the bytes of a segment of variable length; nothing for the others. */
    int[][] segmentLengths() {
        return lengths;
    }

    /** Makes room for so many records. */
    void ensureCapacity(int records) {
        if (starts[0].length >= records) {
            return;
        }
        for (int i = 0; i < starts.length; i++) {
            starts[i] = new int[records];
            if (layout.segmentLengths()[i] == TemplateField.VARIABLE_LENGTH) {
                lengths[i] = new int[records];
            }
        }
    }
}
