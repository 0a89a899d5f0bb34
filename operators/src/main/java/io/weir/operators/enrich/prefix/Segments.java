package io.weir.operators.enrich.prefix;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.IntBinaryOperator;

/**
 * All addresses cut where the value changes: a segment reaches from its start to the start of the
 * next. Prefixes contain each other or are apart, so n of them make no more than 2n + 1 segments.
 */
final class Segments {

    private static final Comparator<Prefix> OUTER_FIRST =
            Comparator.<Prefix>comparingLong(prefix -> prefix.high() ^ Long.MIN_VALUE)
                    .thenComparingLong(prefix -> prefix.low() ^ Long.MIN_VALUE)
                    .thenComparingInt(Prefix::length);

    private long[] high = new long[16];
    private long[] low = new long[16];
    private int[] values = new int[16];
    private int size;

    private Segments() {}

    /**
     * @param length the bits that its addresses share, of 128
     */
    record Prefix(long high, long low, int length, int value) {

        long lastHigh() {
            return high | AddressRange.hostsHigh(AddressRange.BITS - length);
        }

        long lastLow() {
            return low | AddressRange.hostsLow(AddressRange.BITS - length);
        }
    }

    /** A prefix that addresses at the sweep's position are in, and the value they have. */
    private record Open(long lastHigh, long lastLow, int value) {}

    /**
     * @param prefixes in any order; of equal ones, a later one counts as inside the earlier
     * @param nesting gives the value inside a prefix of the value around it (0 if none) and its own
     */
    static Segments of(List<Prefix> prefixes, IntBinaryOperator nesting) {
        Prefix[] sorted = prefixes.toArray(Prefix[]::new);
        Arrays.sort(sorted, OUTER_FIRST); // stable
        Segments segments = new Segments();
        segments.start(0, 0, 0);
        Deque<Open> open = new ArrayDeque<>();
        for (Prefix prefix : sorted) {
            while (!open.isEmpty() && endsBefore(open.peek(), prefix)) {
                segments.end(open);
            }
            int around = open.isEmpty() ? 0 : open.peek().value();
            int value = nesting.applyAsInt(around, prefix.value());
            open.push(new Open(prefix.lastHigh(), prefix.lastLow(), value));
            segments.start(prefix.high(), prefix.low(), value);
        }
        while (!open.isEmpty()) {
            segments.end(open);
        }
        return segments;
    }

    private static boolean endsBefore(Open open, Prefix prefix) {
        int byHigh = Long.compareUnsigned(open.lastHigh(), prefix.high());
        return byHigh < 0
                || (byHigh == 0 && Long.compareUnsigned(open.lastLow(), prefix.low()) < 0);
    }

    /** Behind the innermost prefix, the value around it goes on. */
    private void end(Deque<Open> open) {
        Open ended = open.pop();
        long nextLow = ended.lastLow() + 1;
        long nextHigh = ended.lastHigh() + (nextLow == 0 ? 1 : 0);
        if (nextHigh != 0 || nextLow != 0) {
            start(nextHigh, nextLow, open.isEmpty() ? 0 : open.peek().value());
        }
    }

    private void start(long startHigh, long startLow, int value) {
        if (size > 0 && high[size - 1] == startHigh && low[size - 1] == startLow) {
            size--;
        }
        if (size > 0 && values[size - 1] == value) {
            return;
        }
        if (size == values.length) {
            high = Arrays.copyOf(high, size * 2);
            low = Arrays.copyOf(low, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        high[size] = startHigh;
        low[size] = startLow;
        values[size] = value;
        size++;
    }

    int size() {
        return size;
    }

    long high(int segment) {
        return high[segment];
    }

    long low(int segment) {
        return low[segment];
    }

    int value(int segment) {
        return values[segment];
    }
}
