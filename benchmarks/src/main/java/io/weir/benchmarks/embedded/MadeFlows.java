package io.weir.benchmarks.embedded;

import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import java.util.SplittableRandom;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/**
 * Makes batches of flows at a rate in event time: one for each number, the same in each run. The
 * batch is reused.
 */
public abstract class MadeFlows extends RichMapFunction<Long, FlowBatch> {

    /** The flows of a batch. */
    public static final int ROWS = 30;

    private static final long serialVersionUID = 1L;
    private static final long START = 1_767_322_800_000L;
    private static final long FIRST_EXPORTER = 0xffff_c000_0201L;
    private static final int EXPORTER_PORT = 2055;

    private final int exporters;
    private final long flowsPerMinute;

    private transient SplittableRandom random;
    private transient FlowBatch batch;
    private transient long made;
    private transient int subtasks;

    /**
     * @param exporters that take turns, at least 1
     * @param flowsPerMinute of event time, of all subtasks
     */
    protected MadeFlows(int exporters, long flowsPerMinute) {
        this.exporters = exporters;
        this.flowsPerMinute = flowsPerMinute;
    }

    @Override
    public final void open(OpenContext context) {
        subtasks = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
        random = new SplittableRandom(getRuntimeContext().getTaskInfo().getIndexOfThisSubtask());
        batch = new FlowBatch();
    }

    @Override
    public final FlowBatch map(Long number) {
        long now = START + made * subtasks * 60_000 / flowsPerMinute;
        made += ROWS;
        batch.clear();
        batch.setOrigin(0, FIRST_EXPORTER + number % exporters, EXPORTER_PORT, now);
        batch.setHeader(ExportProtocol.IPFIX, 1, number, now);
        batch.append(ROWS);
        for (int row = 0; row < ROWS; row++) {
            fill(batch, row, now, random);
        }
        return batch;
    }

    /** Makes the flow of a row, received then. */
    protected abstract void fill(FlowBatch batch, int row, long nowMillis, SplittableRandom random);
}
