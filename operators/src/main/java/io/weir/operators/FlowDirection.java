package io.weir.operators;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;

/**
 * The two ways of a flow record. Most exporters report each way of a connection in a record of its
 * own; one that puts both in one (RFC 5103, firewalls by initiator and responder) must give the
 * same sums and the same evidence: its record stands for two flows, of which the second goes from
 * destination to source.
 */
public enum FlowDirection {
    FORWARD(
            FlowField.SOURCE_ADDRESS,
            FlowField.DESTINATION_ADDRESS,
            FlowField.SOURCE_PORT,
            FlowField.DESTINATION_PORT,
            FlowField.TCP_FLAGS) {
        @Override
        public boolean isIn(FlowBatch batch, int row) {
            return true;
        }

        @Override
        long duplicateBit() {
            return 1;
        }

        @Override
        public long bytes(FlowBatch batch, int row) {
            return SampledCounters.bytes(batch, row);
        }

        @Override
        public long packets(FlowBatch batch, int row) {
            return SampledCounters.packets(batch, row);
        }
    },

    /** In the record only if something came back. */
    REVERSE(
            /* source= */ FlowField.DESTINATION_ADDRESS,
            /* destination= */ FlowField.SOURCE_ADDRESS,
            /* sourcePort= */ FlowField.DESTINATION_PORT,
            /* destinationPort= */ FlowField.SOURCE_PORT,
            FlowField.REVERSE_TCP_FLAGS) {
        @Override
        public boolean isIn(FlowBatch batch, int row) {
            return batch.getOr(FlowField.REVERSE_PACKETS, row, 0) != 0
                    || batch.getOr(FlowField.REVERSE_BYTES, row, 0) != 0;
        }

        @Override
        long duplicateBit() {
            return 2;
        }

        @Override
        public long bytes(FlowBatch batch, int row) {
            return SampledCounters.reverseBytes(batch, row);
        }

        @Override
        public long packets(FlowBatch batch, int row) {
            return SampledCounters.reversePackets(batch, row);
        }
    };

    private final FlowField source;
    private final FlowField destination;
    private final FlowField sourcePort;
    private final FlowField destinationPort;
    private final FlowField tcpFlags;

    FlowDirection(
            FlowField source,
            FlowField destination,
            FlowField sourcePort,
            FlowField destinationPort,
            FlowField tcpFlags) {
        this.source = source;
        this.destination = destination;
        this.sourcePort = sourcePort;
        this.destinationPort = destinationPort;
        this.tcpFlags = tcpFlags;
    }

    /** Whether the record says anything of this direction. */
    public abstract boolean isIn(FlowBatch batch, int row);

    /** Its bit in {@link FlowField#DUPLICATE_WAYS}. */
    abstract long duplicateBit();

    /** Whether another observation point reports this way of the flow, and counts. */
    public boolean isDuplicate(FlowBatch batch, int row) {
        return (batch.getOr(FlowField.DUPLICATE_WAYS, row, 0) & duplicateBit()) != 0;
    }

    /** Says that another observation point reports this way of the flow, and counts. */
    public void markDuplicate(FlowBatch batch, int row) {
        long ways = batch.getOr(FlowField.DUPLICATE_WAYS, row, 0);
        batch.set(FlowField.DUPLICATE_WAYS, row, ways | duplicateBit());
    }

    /** The estimated octets that went this way, 0 to {@link Long#MAX_VALUE}. */
    public abstract long bytes(FlowBatch batch, int row);

    /** The estimated packets that went this way, 0 to {@link Long#MAX_VALUE}. */
    public abstract long packets(FlowBatch batch, int row);

    /** The field with the address that sent. */
    public FlowField source() {
        return source;
    }

    /** The field with the address that was sent to. */
    public FlowField destination() {
        return destination;
    }

    public FlowField sourcePort() {
        return sourcePort;
    }

    public FlowField destinationPort() {
        return destinationPort;
    }

    public FlowField tcpFlags() {
        return tcpFlags;
    }
}
