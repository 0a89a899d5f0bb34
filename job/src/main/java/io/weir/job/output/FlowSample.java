package io.weir.job.output;

import io.weir.codec.flow.FlowBatch;
import io.weir.job.documents.flow.ConversationId;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Chooses one in so many conversations, by their ids: both directions and all reports of a
 * connection are chosen or left out together, in each sink and each time that they are read. What
 * is chosen of one in 100 is chosen of one in 10, too. Not thread-safe. Allocates nothing.
 */
public final class FlowSample {

    /** The counter of flows that were left out, of each sink and subtask. */
    public static final String FLOWS_LEFT_OUT = "flowsLeftOut";

    private final int oneIn;
    private final Counter leftOut;
    private final ConversationId conversation = new ConversationId();

    /**
     * @param oneIn 1 for all
     */
    public FlowSample(int oneIn, MetricGroup metrics) {
        this.oneIn = oneIn;
        leftOut = metrics.counter(FLOWS_LEFT_OUT);
    }

    /** Whether the flow in this row is taken; counts it if it is not. */
    public boolean takes(FlowBatch batch, int row) {
        if (oneIn == 1 || Long.remainderUnsigned(conversation.choice(batch, row), oneIn) == 0) {
            return true;
        }
        leftOut.inc();
        return false;
    }
}
