package io.weir.operators.traffic;

import io.weir.operators.Sums;
import javax.annotation.Nullable;

/**
 * The traffic of a key in a window as known by now: later versions have more.
 *
 * @param windowStart Unix milliseconds, inclusive
 * @param windowEnd Unix milliseconds, exclusive
 * @param key {@link TrafficKey#OTHER} if it is not one
 * @param isOther whether it is the sum of all keys of a bucket that there was no room for
 * @param bucket of the key
 * @param distinct null where it is not counted
 * @param interfaceSpeed bits per second of the interface that is the key; 0 if it is not known
 */
public record Rollup(
        Dimension dimension,
        long windowStart,
        long windowEnd,
        TrafficKey key,
        boolean isOther,
        int bucket,
        Traffic traffic,
        @Nullable Distinct distinct,
        long interfaceSpeed) {

    /** Grows with what has been counted. */
    public long revision() {
        return Sums.add(Sums.add(traffic.bytes(), traffic.packets()), traffic.flows());
    }
}
