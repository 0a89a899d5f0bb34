package io.weir.operators.traffic;

import io.weir.operators.Sums;
import java.util.Arrays;

/**
 * What keys had that were forgotten before they crossed the network, by window, and how much any of
 * them can have had. Windows are few.
 */
final class Remainders {

    /** The values of a remainder: end of the window, missed, bytes, packets, flows. */
    static final int STRIDE = 5;

    static final int MISSED = 1;
    static final int BYTES = 2;

    private long[] values = new long[4 * STRIDE];
    private int size;
    private long missed;

    /** Adds what a key had. */
    void add(long windowEnd, long bytes, long packets, long flows) {
        int at = find(windowEnd);
        values[at + BYTES] = Sums.add(values[at + BYTES], bytes);
        values[at + BYTES + 1] = Sums.add(values[at + BYTES + 1], packets);
        values[at + BYTES + 2] = Sums.add(values[at + BYTES + 2], flows);
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

    /** Some keys were forgotten, each with this much at most. */
    void miss(long most) {
        missed = Sums.add(missed, most);
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** All of them, and forgets them. */
    long[] take() {
        long[] taken = Arrays.copyOf(values, size);
        for (int at = 0; at < size; at += STRIDE) {
            taken[at + MISSED] = missed;
        }
        size = 0;
        missed = 0;
        return taken;
    }
}
