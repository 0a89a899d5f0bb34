package io.weir.benchmarks.windows;

import io.weir.benchmarks.embedded.MadeFlows;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import java.util.SplittableRandom;

/**
 * Makes batches of flows between hosts, some of which talk far more than others, at a rate in event
 * time: one batch for each number.
 */
final class FlowBatches extends MadeFlows {

    /** So many flows are in each minute of event time, of all subtasks. */
    static final long FLOWS_PER_MINUTE = 20_000_000;

    private static final long serialVersionUID = 1L;
    private static final long NETWORK = 0xffff_0a00_0000L;
    private static final long SERVERS = 0xffff_c633_6400L;
    private static final int TCP = 6;
    private static final int LONGEST_MILLIS = 30_000;

    private final long hosts;

    FlowBatches(long hosts) {
        super(16, FLOWS_PER_MINUTE);
        this.hosts = hosts;
    }

    @Override
    protected void fill(FlowBatch batch, int row, long nowMillis, SplittableRandom random) {
        // Cubed, so that a tenth of the hosts has half of the traffic.
        double skewed = random.nextDouble();
        long client = (long) (hosts * skewed * skewed * skewed);
        long end = nowMillis - random.nextInt(1_000);
        batch.setAddress(FlowField.SOURCE_ADDRESS, row, 0, NETWORK + client);
        batch.setAddress(FlowField.DESTINATION_ADDRESS, row, 0, SERVERS + random.nextInt(200));
        batch.set(FlowField.SOURCE_PORT, row, 32_768 + random.nextInt(28_000));
        batch.set(FlowField.DESTINATION_PORT, row, (row & 3) == 0 ? 80 : 443);
        batch.set(FlowField.PROTOCOL, row, TCP);
        batch.set(FlowField.TCP_FLAGS, row, 0x1b);
        batch.set(FlowField.BYTES, row, 40 + random.nextInt(100_000));
        batch.set(FlowField.PACKETS, row, 1 + random.nextInt(100));
        batch.set(FlowField.INPUT_INTERFACE, row, 1 + (row & 7));
        batch.set(FlowField.OUTPUT_INTERFACE, row, 9 + (row & 3));
        batch.set(FlowField.SOURCE_AS, row, 64_500 + (client & 0xff));
        batch.set(FlowField.DESTINATION_AS, row, 65_000 + (row & 15));
        batch.set(FlowField.START_MILLIS, row, end - random.nextInt(LONGEST_MILLIS));
        batch.set(FlowField.END_MILLIS, row, end);
    }
}
