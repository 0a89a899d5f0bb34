package io.weir.codec.template;

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
}
