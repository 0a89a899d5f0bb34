package io.weir.codec.template;

import static io.weir.codec.BigEndian.unsigned16;
import static io.weir.codec.BigEndian.unsigned8;

import io.weir.codec.Malformation;
import io.weir.codec.MalformedDatagramException;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.normalise.Normalisation;
import java.util.List;

/**
 * The plan of a template with fields of variable length (RFC 7011 §7): first finds the fields of
 * some records, then reads them all, column by column.
 */
final class VariableLengthPlan extends DecodingPlan {

    /** A length octet of 255 says that the length is in the two octets after it. */
    private static final int LONG_LENGTH = 255;

    /**
     * The most records that are located before they are read: more than most sets have, and few
     * enough to bound what a plan of many segments holds.
     */
    private static final int MAX_LOCATED = 64;

    private final int[] segmentLengths;
    private final int minimumRecordLength;

    VariableLengthPlan(
            Template template, List<ColumnReader> readers, List<Normalisation> normalisations) {
        super(template, readers, normalisations);
        segmentLengths = layout.segmentLengths();
        minimumRecordLength = template.minimumRecordLength();
    }

    @Override
    void decode(int from, int to, FlowBatch batch) throws MalformedDatagramException {
        records.ensureCapacity(Math.min(MAX_LOCATED, (to - from) / minimumRecordLength));
        int at = from;
        while (to - at >= minimumRecordLength) {
            records.count = 0;
            try {
                while (records.count < MAX_LOCATED && to - at >= minimumRecordLength) {
                    at = locate(at, to);
                    records.count++;
                }
            } finally {
                append(batch);
            }
        }
    }

    /** Notes where the segments of the next record lie; returns the end of the record. */
    private int locate(int record, int to) throws MalformedDatagramException {
        byte[] bytes = records.bytes;
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
                records.segmentLengths()[i][records.count] = length;
            }
            records.segmentStarts()[i][records.count] = at;
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
