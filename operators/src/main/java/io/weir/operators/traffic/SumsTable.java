package io.weir.operators.traffic;

import io.weir.operators.Sums;
import io.weir.operators.tables.KeyTable;

/**
 * Sums by key and window: rows of a key, the end of a window, the bytes, packets and flows in this
 * window, and the bytes and packets of the same flows in the window before.
 */
final class SumsTable {

    /** How many longs are behind the key and the end of the window. */
    static final int COUNTERS = 5;

    private final KeyTable rows;
    private final int windowEndColumn;
    private final int bytesColumn;

    /**
     * @param keyLength how many longs a key has, 1 to 4
     */
    SumsTable(int keyLength) {
        windowEndColumn = keyLength;
        bytesColumn = windowEndColumn + 1;
        rows = new KeyTable(bytesColumn, bytesColumn + COUNTERS);
    }

    /** The rows, which are found by key and end of the window. */
    KeyTable rows() {
        return rows;
    }

    int size() {
        return rows.size();
    }

    /** One of the longs of the key. */
    long key(int row, int column) {
        return rows.get(row, column);
    }

    long windowEnd(int row) {
        return rows.get(row, windowEndColumn);
    }

    long bytes(int row) {
        return rows.get(row, bytesColumn);
    }

    long packets(int row) {
        return rows.get(row, bytesColumn + 1);
    }

    long flows(int row) {
        return rows.get(row, bytesColumn + 2);
    }

    long bytesBefore(int row) {
        return rows.get(row, bytesColumn + 3);
    }

    long packetsBefore(int row) {
        return rows.get(row, bytesColumn + 4);
    }

    /** Whether it has anything in the window before. */
    boolean reachesBack(int row) {
        return (bytesBefore(row) | packetsBefore(row)) != 0;
    }

    /** Where the counters of a row are among {@link KeyTable#rows}. */
    int countersAt(int row) {
        return row * rows.stride() + bytesColumn;
    }

    /** Adds counters that are in an array. */
    void add(int row, long[] from, int at) {
        long[] all = rows.rows();
        int to = countersAt(row);
        long bytes = all[to] + from[at];
        long packets = all[to + 1] + from[at + 1];
        long flows = all[to + 2] + from[at + 2];
        long bytesBefore = all[to + 3] + from[at + 3];
        long packetsBefore = all[to + 4] + from[at + 4];
        if ((bytes | packets | flows | bytesBefore | packetsBefore) < 0) {
            addWithinBounds(all, to, from, at);
            return;
        }
        all[to] = bytes;
        all[to + 1] = packets;
        all[to + 2] = flows;
        all[to + 3] = bytesBefore;
        all[to + 4] = packetsBefore;
    }

    private static void addWithinBounds(long[] all, int to, long[] from, int at) {
        for (int counter = 0; counter < COUNTERS; counter++) {
            all[to + counter] = Sums.add(all[to + counter], from[at + counter]);
        }
    }

    /** Adds a row without traffic. */
    int appendEmpty(long hash, long[] values, int from) {
        int row = rows.append(hash, values, from);
        int at = countersAt(row);
        long[] all = rows.rows();
        all[at] = 0;
        all[at + 1] = 0;
        all[at + 2] = 0;
        all[at + 3] = 0;
        all[at + 4] = 0;
        return row;
    }
}
