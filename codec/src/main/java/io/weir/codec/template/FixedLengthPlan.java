package io.weir.codec.template;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.normalise.Normalisation;
import java.util.List;

/** The plan of a template whose records all have the same length: all of them at once. */
final class FixedLengthPlan extends DecodingPlan {

    FixedLengthPlan(
            Template template, List<ColumnReader> readers, List<Normalisation> normalisations) {
        super(readers, normalisations);
        int fields = template.fields().size();
        records.offsets = new int[fields];
        records.lengths = new int[fields];
        int offset = 0;
        for (int i = 0; i < fields; i++) {
            records.offsets[i] = offset;
            records.lengths[i] = template.fields().get(i).length();
            offset += records.lengths[i];
        }
        records.stride = offset;
    }

    /** What is left after the last whole record is padding (RFC 7011 §3.3.1). */
    @Override
    void decode(int from, int to, FlowBatch batch) {
        records.start = from;
        records.count = (to - from) / records.stride;
        append(batch);
    }
}
