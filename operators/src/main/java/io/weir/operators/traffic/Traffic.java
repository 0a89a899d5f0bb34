package io.weir.operators.traffic;

import io.weir.operators.Sums;

/**
 * An amount of traffic, corrected for sampling. Sums stop at {@link Long#MAX_VALUE}.
 *
 * @param flows that ended in the window
 */
public record Traffic(long bytes, long packets, long flows) {

    public static final Traffic NONE = new Traffic(0, 0, 0);

    /** Both together. */
    public Traffic plus(Traffic other) {
        return plus(other.bytes, other.packets, other.flows);
    }

    Traffic plus(long moreBytes, long morePackets, long moreFlows) {
        return new Traffic(
                Sums.add(bytes, moreBytes),
                Sums.add(packets, morePackets),
                Sums.add(flows, moreFlows));
    }

    /** Without a part of it; 0 where a sum that stopped growing is less than its part. */
    Traffic minus(Traffic part) {
        return new Traffic(
                Math.max(0, bytes - part.bytes),
                Math.max(0, packets - part.packets),
                Math.max(0, flows - part.flows));
    }

    /** Of each counter the higher one. */
    public Traffic max(Traffic other) {
        return new Traffic(
                Math.max(bytes, other.bytes),
                Math.max(packets, other.packets),
                Math.max(flows, other.flows));
    }

    boolean isNone() {
        return bytes == 0 && packets == 0 && flows == 0;
    }
}
