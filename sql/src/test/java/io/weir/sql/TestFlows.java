package io.weir.sql;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;

/** Batches of TCP flows. */
final class TestFlows {

    static final int SYN = 0x02;
    static final int ACK = 0x10;

    static final IpAddress EXPORTER = IpAddress.ofIpv4(0xc000_0201L);

    private TestFlows() {}

    static FlowBatch batch(long receivedMillis) {
        FlowBatch batch = new FlowBatch();
        batch.setOrigin(EXPORTER.high(), EXPORTER.low(), 2055, receivedMillis);
        return batch;
    }

    /** Adds a flow of 10 packets and 1,000 bytes. */
    static void tcp(FlowBatch batch, IpAddress source, IpAddress target, int flags, int port) {
        int row = batch.append(1);
        batch.setAddress(FlowField.SOURCE_ADDRESS, row, source.high(), source.low());
        batch.setAddress(FlowField.DESTINATION_ADDRESS, row, target.high(), target.low());
        batch.set(FlowField.PROTOCOL, row, 6);
        batch.set(FlowField.TCP_FLAGS, row, flags);
        batch.set(FlowField.SOURCE_PORT, row, 50_000);
        batch.set(FlowField.DESTINATION_PORT, row, port);
        batch.set(FlowField.PACKETS, row, 10);
        batch.set(FlowField.BYTES, row, 1_000);
    }
}
