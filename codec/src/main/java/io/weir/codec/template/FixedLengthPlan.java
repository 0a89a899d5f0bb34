package io.weir.codec.template;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.normalise.Normalisation;
import java.util.List;

/** The plan of a template whose records all have the same length: all of them at once. */
final class FixedLengthPlan extends DecodingPlan {

    private final int recordLength;

    FixedLengthPlan(
            Template template, List<ColumnReader> readers, List<Normalisation> normalisations) {
        super(template, readers, normalisations);
        recordLength = template.minimumRecordLength();
    }

    /** What is left after the last whole record is padding (RFC 7011 §3.3.1). */
    @Override
    void decode(int from, int to, FlowBatch batch) {
        int count = (to - from) / recordLength;
        records.ensureCapacity(count);
        int[] starts = records.segmentStarts()[0];
        int at = from;
        for (int i = 0; i < count; i++, at += recordLength) {
            starts[i] = at;
        }
        records.count = count;
        append(batch);
    }
}
