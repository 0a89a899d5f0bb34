package io.weir.codec.template;

import io.weir.codec.MalformedDatagramException;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.normalise.Normalisation;
import java.util.List;

/**
 * The plan of a template with fields of variable length (RFC 7011 §7): first finds the fields of
 * some records, then reads them all, column by column.
 */
final class VariableLengthPlan extends DecodingPlan {

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
                    at =
                            RecordLayout.locate(
                                    segmentLengths,
                                    records.bytes,
                                    at,
                                    to,
                                    records.segmentStarts(),
                                    records.segmentLengths(),
                                    records.count);
                    records.count++;
                }
            } finally {
                append(batch);
            }
        }
    }
}
