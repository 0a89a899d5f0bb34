package io.weir.codec.template;

import static io.weir.codec.BigEndian.unsigned16;
import static io.weir.codec.BigEndian.unsigned8;

import io.weir.codec.Malformation;
import io.weir.codec.MalformedDatagramException;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.normalise.Normalisation;
import java.util.List;

/** The plan of a template with fields of variable length (RFC 7011 §7): record by record. */
final class VariableLengthPlan extends DecodingPlan {

    /** A length octet of 255 says that the length is in the two octets after it. */
    private static final int LONG_LENGTH = 255;

    private final int[] templateLengths;
    private final int minimumRecordLength;

    VariableLengthPlan(
            Template template, List<ColumnReader> readers, List<Normalisation> normalisations) {
        super(readers, normalisations);
        templateLengths = template.fields().stream().mapToInt(TemplateField::length).toArray();
        minimumRecordLength = template.minimumRecordLength();
        records.offsets = new int[templateLengths.length];
        records.lengths = new int[templateLengths.length];
        records.count = 1;
    }

    @Override
    void decode(int from, int to, FlowBatch batch) throws MalformedDatagramException {
        int at = from;
        while (to - at >= minimumRecordLength) {
            int end = locate(at, to);
            records.start = at;
            append(batch);
            at = end;
        }
    }

    /** Notes where each field of the record lies; returns the end of the record. */
    private int locate(int record, int to) throws MalformedDatagramException {
        int at = record;
        for (int i = 0; i < templateLengths.length; i++) {
            int length = templateLengths[i];
            if (length == TemplateField.VARIABLE_LENGTH) {
                requireWithin(at + 1, record, to);
                length = unsigned8(records.bytes, at++);
                if (length == LONG_LENGTH) {
                    requireWithin(at + 2, record, to);
                    length = unsigned16(records.bytes, at);
                    at += 2;
                }
            }
            records.offsets[i] = at - record;
            records.lengths[i] = length;
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
