package io.weir.codec.sequence;

import java.nio.ByteBuffer;

/** The latest ranges of numbers that were counted as lost: what comes late fills one of them. */
final class MissingRanges {

    /** Between a message and one that overtakes it there are fewer gaps than this. */
    private static final int MOST = 16;

    /** None of these until something is missing: of most exporters nothing ever is. */
    private int[] starts = {};

    /** Unsigned; 0 where there is no range. */
    private int[] lengths = {};

    /** Where the next range goes: in place of the oldest. */
    private int at;

    void add(int start, int length) {
        if (starts.length == 0) {
            starts = new int[MOST];
            lengths = new int[MOST];
        }
        starts[at] = start;
        lengths[at] = length;
        at = (at + 1) % MOST;
    }

    /**
     * Takes out the numbers from {@code start} on if all of them are missing.
     *
     * @return whether they were
     */
    boolean fill(int start, int count) {
        for (int i = 0; i < starts.length; i++) {
            int before = start - starts[i];
            int after = lengths[i] - before - count;
            if (lengths[i] != 0 && before >= 0 && after >= 0) {
                lengths[i] = before;
                if (before == 0) {
                    starts[i] = start + count;
                    lengths[i] = after;
                } else if (after > 0) {
                    add(start + count, after);
                }
                return true;
            }
        }
        return false;
    }

    void clear() {
        starts = new int[0];
        lengths = new int[0];
        at = 0;
    }

    /** The most bytes that {@link #write} writes. */
    static int mostBytes() {
        return 1 + MOST * 2 * Integer.BYTES;
    }

    /** Writes the ranges from the oldest to the latest. */
    void write(ByteBuffer to) {
        int countAt = to.position();
        to.put((byte) 0);
        int count = 0;
        for (int i = 0; i < starts.length; i++) {
            int range = (at + i) % MOST;
            if (lengths[range] != 0) {
                to.putInt(starts[range]).putInt(lengths[range]);
                count++;
            }
        }
        to.put(countAt, (byte) count);
    }

    void read(ByteBuffer from) {
        for (int count = from.get(); count > 0; count--) {
            add(from.getInt(), from.getInt());
        }
    }
}
