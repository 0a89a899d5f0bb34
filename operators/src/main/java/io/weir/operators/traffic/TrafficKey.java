package io.weir.operators.traffic;

import java.util.Comparator;
import javax.annotation.Nullable;

/**
 * A key of a dimension, which says what its numbers are.
 *
 * @param second 0 if keys of the dimension are shorter, as are the others
 * @param text what people call it, of applications and organizations for example; null for none
 */
public record TrafficKey(long first, long second, long third, long fourth, @Nullable String text) {

    /** The key of all that has no place among the others. */
    public static final TrafficKey OTHER = new TrafficKey(0, 0, 0, 0, null);

    /** By the numbers, so that an order of keys is the same each time. */
    static final Comparator<TrafficKey> ORDER =
            Comparator.comparingLong(TrafficKey::first)
                    .thenComparingLong(TrafficKey::second)
                    .thenComparingLong(TrafficKey::third)
                    .thenComparingLong(TrafficKey::fourth);
}
