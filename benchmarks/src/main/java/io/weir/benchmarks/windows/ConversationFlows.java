package io.weir.benchmarks.windows;

import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import java.util.SplittableRandom;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/**
 * Makes batches of reports of so many conversations, at a rate in event time, each way in turns.
 */
final class ConversationFlows extends RichMapFunction<Long, FlowBatch> {

    static final int ROWS = 30;

    private static final long serialVersionUID = 1L;
    private static final long START = 1_767_322_800_000L;
    private static final long CLIENTS = 0xffff_0a00_0000L;
    private static final long SERVERS = 0xffff_c633_6400L;
    private static final int TCP = 6;
    private static final int PSH_ACK = 0x18;

    private final long conversations;
    private final long flowsPerSecond;

    private transient SplittableRandom random;
    private transient FlowBatch batch;
    private transient long made;
    private transient int subtasks;

    ConversationFlows(long conversations, long flowsPerSecond) {
        this.conversations = conversations;
        this.flowsPerSecond = flowsPerSecond;
    }

    @Override
    public void open(OpenContext context) {
        subtasks = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
        random = new SplittableRandom(getRuntimeContext().getTaskInfo().getIndexOfThisSubtask());
        batch = new FlowBatch();
    }

    @Override
    public FlowBatch map(Long number) {
        long now = START + made * subtasks * 1_000 / flowsPerSecond;
        made += ROWS;
        batch.clear();
        batch.setOrigin(0, 0xffff_c000_0201L, 2055, now);
        batch.setHeader(ExportProtocol.IPFIX, 1, number, now);
        batch.append(ROWS);
        for (int row = 0; row < ROWS; row++) {
            fill(row, now);
        }
        return batch;
    }

    private void fill(int row, long now) {
        long one = random.nextLong(conversations);
        boolean back = (row & 1) == 1;
        long client = CLIENTS + (one >>> 8);
        long server = SERVERS + (one & 0xff);
        batch.setAddress(FlowField.SOURCE_ADDRESS, row, 0, back ? server : client);
        batch.setAddress(FlowField.DESTINATION_ADDRESS, row, 0, back ? client : server);
        batch.set(FlowField.SOURCE_PORT, row, back ? 443 : 50_000);
        batch.set(FlowField.DESTINATION_PORT, row, back ? 50_000 : 443);
        batch.set(FlowField.PROTOCOL, row, TCP);
        batch.set(FlowField.TCP_FLAGS, row, PSH_ACK);
        batch.set(FlowField.BYTES, row, 40 + random.nextInt(100_000));
        batch.set(FlowField.PACKETS, row, 1 + random.nextInt(100));
        batch.set(FlowField.START_MILLIS, row, now - random.nextInt(1_000));
        batch.set(FlowField.END_MILLIS, row, now);
    }
}
