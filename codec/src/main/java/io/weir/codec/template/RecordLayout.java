package io.weir.codec.template;

import static io.weir.codec.BigEndian.unsigned16;
import static io.weir.codec.BigEndian.unsigned8;

import io.weir.codec.Malformation;
import io.weir.codec.MalformedDatagramException;
import java.util.Arrays;
import java.util.List;

/**
 * Where the fields of a template's records lie.
 *
 * <p>The record is cut into segments: each field of variable length is one, and what lies before,
 * between and after them are the others. Within a segment the distances are the same in all
 * records, so that only the starts of segments must be found record by record.
 */
final class RecordLayout {

    /** A length octet of 255 says that the length is in the two octets after it (RFC 7011 §7). */
    private static final int LONG_LENGTH = 255;

    private final int[] segments;
    private final int[] offsets;
    private final int[] lengths;
    private final int[] segmentLengths;

    RecordLayout(List<TemplateField> fields) {
        segments = new int[fields.size()];
        offsets = new int[fields.size()];
        lengths = fields.stream().mapToInt(TemplateField::length).toArray();
        int[] lengthsOfSegments = new int[fields.size()];
        int segment = -1;
        boolean open = false;
        for (int i = 0; i < fields.size(); i++) {
            boolean variable = fields.get(i).isVariableLength();
            if (variable || !open) {
                segment++;
            }
            open = !variable;
            segments[i] = segment;
            offsets[i] = variable ? 0 : lengthsOfSegments[segment];
            lengthsOfSegments[segment] = offsets[i] + lengths[i];
        }
        segmentLengths = Arrays.copyOf(lengthsOfSegments, segment + 1);
    }

    /** The segment that the field lies in. */
    int segment(int field) {
        return segments[field];
    }

    /** The first byte of the field, from the start of its segment. */
    int offset(int field) {
        return offsets[field];
    }

    /** The bytes of the field, or {@link TemplateField#VARIABLE_LENGTH}. */
    int length(int field) {
        return lengths[field];
    }

    /** By segment: its bytes, or {@link TemplateField#VARIABLE_LENGTH}. */
    int[] segmentLengths() {
        return segmentLengths;
    }

    /**
     * Notes where the segments of a record lie. Takes time in proportion to the bytes of the
     * record: a segment of variable length has at least that of its length, and no two others
     * follow each other.
     *
     * @param segmentLengths by segment: its bytes, or {@link TemplateField#VARIABLE_LENGTH}
     * @param starts by segment and row: takes the first byte, after the length that may stand there
     * @param lengths by segment and row: takes the bytes of segments of variable length
     * @return the end of the record
     * @throws MalformedDatagramException if that is beyond {@code to}
     */
    static int locate(
            int[] segmentLengths,
            byte[] bytes,
            int record,
            int to,
            int[][] starts,
            int[][] lengths,
            int row)
            throws MalformedDatagramException {
        int at = record;
        for (int i = 0; i < segmentLengths.length; i++) {
            int length = segmentLengths[i];
            if (length == TemplateField.VARIABLE_LENGTH) {
                requireWithin(at + 1, record, to);
                length = unsigned8(bytes, at++);
                if (length == LONG_LENGTH) {
                    requireWithin(at + 2, record, to);
                    length = unsigned16(bytes, at);
                    at += 2;
                }
                lengths[i][row] = length;
            }
            starts[i][row] = at;
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
