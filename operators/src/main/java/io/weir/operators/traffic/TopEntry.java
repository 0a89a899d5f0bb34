package io.weir.operators.traffic;

import java.util.Comparator;
import javax.annotation.Nullable;

/**
 * What a key of a Top-N had.
 *
 * @param missed by how much its sum, of what ranks are made by, may be too low
 * @param distinct null where it is not counted
 */
public record TopEntry(TrafficKey key, Traffic traffic, long missed, @Nullable Distinct distinct) {

    /** Most first, equal ones by key, so that the order is the same each time. */
    static Comparator<TopEntry> bestFirst(Metric metric) {
        return Comparator.<TopEntry>comparingLong(entry -> metric.of(entry.traffic))
                .thenComparingLong(entry -> entry.traffic.bytes())
                .thenComparingLong(entry -> entry.traffic.packets())
                .reversed()
                .thenComparing(TopEntry::key, TrafficKey.ORDER);
    }
}
