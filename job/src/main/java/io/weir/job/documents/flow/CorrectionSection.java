package io.weir.job.documents.flow;

import io.weir.codec.flow.FlowField;
import io.weir.codec.flow.SamplingSource;
import io.weir.codec.flow.TimeAdjustment;
import io.weir.job.documents.fields.SamplingFields;
import io.weir.job.documents.fields.TimeFields;

/** By what counters and times were corrected. */
final class CorrectionSection implements Section {

    @Override
    public void write(FlowView flow, FieldJson json) {
        writeSampling(flow, json);
        writeTime(flow, json);
    }

    private static void writeSampling(FlowView flow, FieldJson json) {
        boolean known =
                flow.getOr(FlowField.SAMPLING_INTERVAL, 0) > 0
                        && flow.has(FlowField.SAMPLING_SOURCE);
        if (known) {
            long source = flow.get(FlowField.SAMPLING_SOURCE);
            json.put(SamplingFields.SOURCE, SamplingSource.ofCode(source).label());
        }
        json.put(SamplingFields.EFFECTIVE_INTERVAL, flow, FlowField.EFFECTIVE_SAMPLING_INTERVAL);
        json.put(SamplingFields.SAMPLER, flow, FlowField.SAMPLER_ID);
        json.put(SamplingFields.POOL, flow, FlowField.SAMPLE_POOL);
        json.put(SamplingFields.DROPS, flow, FlowField.SAMPLE_DROPS);
    }

    private static void writeTime(FlowView flow, FieldJson json) {
        long adjustments = flow.getOr(FlowField.TIME_ADJUSTMENT, 0);
        long skew = flow.batch().clockSkewMillis();
        if (skew == 0 && adjustments == 0) {
            return;
        }
        json.put(TimeFields.SKEW, skew);
        if (adjustments != 0) {
            json.put(TimeFields.ADJUSTED, true);
            json.put(TimeFields.ADJUSTMENTS, TimeAdjustment.labels(adjustments));
        }
        if (flow.isReanchored()) {
            json.putTime(TimeFields.EXPORTED, flow.batch().exportMillis());
        }
    }
}
