package io.weir.operators.detect;

import io.weir.codec.flow.FlowBatch;
import io.weir.operators.enrich.ids.FlowId;
import io.weir.operators.enrich.ids.FlowIds;
import java.util.ArrayList;
import java.util.List;

/**
 * The ids of the first flows that are evidence, at most {@link Finding#MAX_SAMPLES}: no more are
 * computed than are kept, so that of a flood all but the first flows cost nothing here.
 */
public final class FlowIdSample {

    private final FlowIds ids;
    private final List<FlowId> sample = new ArrayList<>();

    /**
     * @param ids may be shared by the samples of one thread
     */
    public FlowIdSample(FlowIds ids) {
        this.ids = ids;
    }

    /** Takes the flow in this row if there is room. */
    public void offer(FlowBatch batch, int row) {
        if (sample.size() < Finding.MAX_SAMPLES) {
            ids.record(batch, row);
            sample.add(FlowId.of(ids));
        }
    }

    /** The ids so far. */
    public List<FlowId> ids() {
        return List.copyOf(sample);
    }
}
