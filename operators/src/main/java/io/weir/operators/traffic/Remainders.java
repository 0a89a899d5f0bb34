package io.weir.operators.traffic;

import io.weir.operators.Sums;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * What keys had that were forgotten before they crossed the network, by window, and how much any of
 * them can have had. Windows are few.
 */
final class Remainders {

    private static final int STRIDE = 4;
    private static final long[] NO_VALUES = {};

    /** For each window its end, bytes, packets, flows. */
    private long[] values = new long[4 * STRIDE];

    private int size;
    private long most;

    /** Adds what the key of a row had, in its window and in the one before. */
    void add(SumsTable table, int row, long windowMillis) {
        long windowEnd = table.windowEnd(row);
        add(windowEnd, table.bytes(row), table.packets(row), table.flows(row));
        if (table.reachesBack(row)) {
            long before = windowEnd - windowMillis;
            add(before, table.bytesBefore(row), table.packetsBefore(row), 0);
        }
    }

    private void add(long windowEnd, long bytes, long packets, long flows) {
        int at = find(windowEnd);
        values[at + 1] = Sums.add(values[at + 1], bytes);
        values[at + 2] = Sums.add(values[at + 2], packets);
        values[at + 3] = Sums.add(values[at + 3], flows);
    }

    /** Adds what other keys had, each this much at most. */
    void add(Remainders other, long more) {
        for (int at = 0; at < other.size; at += STRIDE) {
            long[] all = other.values;
            add(all[at], all[at + 1], all[at + 2], all[at + 3]);
        }
        most = Sums.add(most, more);
    }

    private int find(long windowEnd) {
        for (int at = 0; at < size; at += STRIDE) {
            if (values[at] == windowEnd) {
                return at;
            }
        }
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        Arrays.fill(values, size, size + STRIDE, 0);
        values[size] = windowEnd;
        size += STRIDE;
        return size - STRIDE;
    }

    /** Hands out all of them, and forgets them. They are of no bucket: the first counts them. */
    void handOut(Series series, Consumer<TrafficParts> output) {
        for (int at = 0; at < size; at += STRIDE) {
            Traffic traffic = new Traffic(values[at + 1], values[at + 2], values[at + 3]);
            output.accept(
                    new TrafficParts(
                            series.dimension(),
                            series.windowSeconds(),
                            0,
                            values[at],
                            NO_VALUES,
                            null,
                            null,
                            new Remainder(most, traffic)));
        }
        clear();
    }

    /** Forgets all of them. */
    void clear() {
        size = 0;
        most = 0;
    }
}
