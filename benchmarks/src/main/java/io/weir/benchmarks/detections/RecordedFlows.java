package io.weir.benchmarks.detections;

import io.weir.codec.flow.FlowBatch;
import java.nio.file.Path;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/**
 * The flows of a capture, again and again, in the times of their receipt: one batch for each
 * number. Subtasks share them.
 */
final class RecordedFlows extends RichMapFunction<Long, FlowBatch> {

    private static final long serialVersionUID = 1L;

    private final String capture;

    private transient Recording recording;
    private transient int subtasks;
    private transient int next;
    private transient long lapMillis;

    RecordedFlows(Path capture) {
        this.capture = capture.toString();
    }

    @Override
    public void open(OpenContext context) throws Exception {
        recording = Recording.of(Path.of(capture));
        subtasks = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
        next = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
        lapMillis = recording.lapMillis();
    }

    @Override
    public FlowBatch map(Long number) {
        if (next >= recording.batches().size()) {
            next %= recording.batches().size();
            for (FlowBatch batch : recording.batches()) {
                batch.setOrigin(
                        batch.exporterHigh(),
                        batch.exporterLow(),
                        batch.exporterPort(),
                        batch.receivedMillis() + lapMillis);
            }
        }
        FlowBatch batch = recording.batches().get(next);
        next += subtasks;
        return batch;
    }
}
