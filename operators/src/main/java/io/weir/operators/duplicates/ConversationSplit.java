package io.weir.operators.duplicates;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;
import java.util.Arrays;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Splits each batch into one for each subtask that has the conversations of some of its flows. It
 * has no state.
 *
 * <p>One for each bucket would be a batch for nearly each flow: so batches go by subtask, and who
 * receives them looks at the bucket of each flow. That is why this stage and the next have one
 * parallelism.
 */
final class ConversationSplit extends AbstractStreamOperator<FlowBatch>
        implements OneInputStreamOperator<FlowBatch, FlowBatch> {

    private static final long serialVersionUID = 1L;

    private final Buckets buckets;

    private transient FlowKey key;
    private transient int[] subtaskOfBucket;

    /** By subtask: the rows of the current batch that go there, and how many these are. */
    private transient int[][] rows;

    private transient int[] counts;
    private transient FlowBatch part;
    private transient StreamRecord<FlowBatch> record;

    ConversationSplit(Buckets buckets) {
        this.buckets = buckets;
        chainingStrategy = ChainingStrategy.ALWAYS;
    }

    @Override
    public void open() throws Exception {
        super.open();
        int subtasks = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
        key = new FlowKey();
        subtaskOfBucket = new int[Buckets.COUNT];
        for (int bucket = 0; bucket < Buckets.COUNT; bucket++) {
            subtaskOfBucket[bucket] = buckets.subtask(bucket, subtasks);
        }
        rows = new int[subtasks][0];
        counts = new int[subtasks];
        part = new FlowBatch();
        record = new StreamRecord<>(null);
    }

    @Override
    public void processElement(StreamRecord<FlowBatch> element) {
        FlowBatch batch = element.getValue();
        sort(batch);
        for (int subtask = 0; subtask < counts.length; subtask++) {
            int count = counts[subtask];
            counts[subtask] = 0;
            if (count == batch.size() && count > 0) {
                output.collect(element);
            } else if (count > 0) {
                part.take(batch, rows[subtask], count);
                numberRows(rows[subtask], count);
                emit(element);
            }
        }
    }

    private void sort(FlowBatch batch) {
        int others = subtaskOfBucket[Buckets.ofOthers(batch)];
        for (int row = 0; row < batch.size(); row++) {
            int subtask =
                    key.set(batch, row, FlowDirection.FORWARD)
                            ? subtaskOfBucket[key.bucket()]
                            : others;
            if (rows[subtask].length < batch.size()) {
                rows[subtask] = Arrays.copyOf(rows[subtask], batch.size());
            }
            rows[subtask][counts[subtask]++] = row;
        }
    }

    /** The ids of records are made of their rows in the datagram. */
    private void numberRows(int[] rowsOfPart, int count) {
        for (int row = 0; row < count; row++) {
            part.set(FlowField.DATAGRAM_ROW, row, rowsOfPart[row]);
        }
    }

    private void emit(StreamRecord<FlowBatch> element) {
        if (element.hasTimestamp()) {
            output.collect(record.replace(part, element.getTimestamp()));
        } else {
            output.collect(record.replace(part));
        }
    }
}
