package io.weir.benchmarks.detections;

import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import java.util.SplittableRandom;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/**
 * A SYN flood from sources of which hardly any comes twice: each flow is one packet. One batch for
 * each number.
 */
final class SpoofedSyns extends RichMapFunction<Long, FlowBatch> {

    static final int ROWS = 30;

    private static final long serialVersionUID = 1L;
    private static final long START = 1_767_322_800_000L;
    private static final long IPV4 = 0xffff_0000_0000L;
    private static final long EXPORTER = IPV4 | 0xc000_0201L;
    private static final long VICTIM = IPV4 | 0x0a00_0001L;
    private static final int EXPORTERS = 16;
    private static final int EXPORTER_PORT = 2055;
    private static final int TCP = 6;
    private static final int SYN = 2;
    private static final int SYN_BYTES = 40;

    private final Victims victims;
    private final long flowsPerSecond;

    private transient SplittableRandom random;
    private transient FlowBatch batch;
    private transient long made;
    private transient int subtasks;

    /** Who is flooded. */
    enum Victims {
        ONE("one victim"),
        ANY("any victims");

        private final String text;

        Victims(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * @param flowsPerSecond of event time, of all subtasks
     */
    SpoofedSyns(Victims victims, long flowsPerSecond) {
        this.victims = victims;
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
        batch.setOrigin(0, EXPORTER + number % EXPORTERS, EXPORTER_PORT, now);
        batch.setHeader(ExportProtocol.IPFIX, 1, number, now);
        batch.append(ROWS);
        for (int row = 0; row < ROWS; row++) {
            batch.setAddress(FlowField.SOURCE_ADDRESS, row, 0, anybody());
            batch.setAddress(FlowField.DESTINATION_ADDRESS, row, 0, victim());
            batch.set(FlowField.SOURCE_PORT, row, 1_024 + random.nextInt(60_000));
            batch.set(FlowField.DESTINATION_PORT, row, 443);
            batch.set(FlowField.PROTOCOL, row, TCP);
            batch.set(FlowField.TCP_FLAGS, row, SYN);
            batch.set(FlowField.BYTES, row, SYN_BYTES);
            batch.set(FlowField.PACKETS, row, 1);
            batch.set(FlowField.START_MILLIS, row, now);
            batch.set(FlowField.END_MILLIS, row, now);
        }
        return batch;
    }

    private long victim() {
        return switch (victims) {
            case ONE -> VICTIM;
            case ANY -> anybody();
        };
    }

    private long anybody() {
        return IPV4 | (random.nextInt() & 0xffff_ffffL);
    }
}
