package io.weir.benchmarks.windows;

import io.weir.benchmarks.embedded.MadeFlows;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import java.util.SplittableRandom;

/**
 * Makes batches of reports of so many conversations, at a rate in event time, each way in turns.
 */
final class ConversationFlows extends MadeFlows {

    private static final long serialVersionUID = 1L;
    private static final long CLIENTS = 0xffff_0a00_0000L;
    private static final long SERVERS = 0xffff_c633_6400L;
    private static final int TCP = 6;
    private static final int PSH_ACK = 0x18;

    private final long conversations;

    ConversationFlows(long conversations, long flowsPerSecond) {
        super(1, 60 * flowsPerSecond);
        this.conversations = conversations;
    }

    @Override
    protected void fill(FlowBatch batch, int row, long nowMillis, SplittableRandom random) {
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
        batch.set(FlowField.START_MILLIS, row, nowMillis - random.nextInt(1_000));
        batch.set(FlowField.END_MILLIS, row, nowMillis);
    }
}
