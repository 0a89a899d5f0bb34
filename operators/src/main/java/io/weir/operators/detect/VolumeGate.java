package io.weir.operators.detect;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;

/**
 * Tells those with much traffic within a period from all others, without a row for each. Who
 * reaches the floor passes until the end of the next period, so that of those who go on only the
 * beginning is missed; where traffic is very much, others pass, too. Not thread-safe.
 */
final class VolumeGate {

    private final VolumeGates gates;
    private final long floor;

    /** Tells its keys from those of others. */
    private final long salt;

    /** Of {@link VolumeGates#FLOOR}, for each unit of volume. */
    private final double share;

    private final OfferedVolumes offered = new OfferedVolumes();
    private final FlowsByProtocol.Rows passing = new FlowsByProtocol.Rows();

    /** As of {@link VolumeGates#gate}. */
    VolumeGate(VolumeGates gates, long floor, long salt) {
        this.gates = gates;
        this.floor = floor;
        this.salt = salt;
        this.share = (double) VolumeGates.FLOOR / floor;
    }

    /**
     * Adds to the volume of an address of a flow; a flow without it does not pass.
     *
     * @return as of {@link #passes(long, long, long)}
     */
    boolean passes(FlowsByProtocol flows, int row, FlowField address, long volume) {
        FlowBatch batch = flows.batch();
        return batch.has(address, row)
                && passes(batch.receivedMillis(), flows.hashOf(address, row), volume);
    }

    /** Forgets what was offered. */
    void clear(int capacity) {
        offered.clear(capacity);
    }

    /**
     * Offers a volume, for {@link #passing} to add to that of an address of a flow, if the flow has
     * it.
     *
     * @param volume not negative
     */
    void offer(FlowsByProtocol flows, int row, FlowField address, long volume) {
        if (flows.batch().has(address, row)) {
            offered.add(row, flows.hashOf(address, row) ^ salt, shares(volume));
        }
    }

    /**
     * Adds all that was offered.
     *
     * @return the rows that {@linkplain #passes(long, long, long) pass}; valid until the next call
     */
    FlowsByProtocol.Rows passing(long receivedMillis) {
        passing.clear(offered.size());
        gates.reach(receivedMillis, offered, passing);
        return passing;
    }

    /**
     * Adds to the volume of one.
     *
     * @param hash of whose it is
     * @param volume not negative
     * @return whether there is enough of it in this period, this one included, or was in the last
     */
    boolean passes(long receivedMillis, long hash, long volume) {
        return gates.reach(receivedMillis, hash ^ salt, shares(volume));
    }

    /** Rounded up: nobody is missed for many small ones. */
    private int shares(long volume) {
        return (int) Math.ceil(Math.min(volume, floor) * share);
    }
}
