package io.weir.operators.traffic;

import io.weir.operators.Sums;
import io.weir.operators.tables.KeyTable;
import java.util.Arrays;

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

    /** Copies the counters of a row to an array. */
    void copyCounters(int row, long[] to, int at) {
        System.arraycopy(rows.rows(), row * rows.stride() + bytesColumn, to, at, COUNTERS);
    }

    /** Adds counters that are in an array. */
    void add(int row, long[] from, int at) {
        long[] all = rows.rows();
        int to = row * rows.stride() + bytesColumn;
        all[to] = Sums.add(all[to], from[at]);
        all[to + 1] = Sums.add(all[to + 1], from[at + 1]);
        all[to + 2] = Sums.add(all[to + 2], from[at + 2]);
        all[to + 3] = Sums.add(all[to + 3], from[at + 3]);
        all[to + 4] = Sums.add(all[to + 4], from[at + 4]);
    }

    /** Adds a row that is in an array: key, end of the window, counters. */
    int append(long hash, long[] values, int from) {
        return rows.appendRow(hash, values, from);
    }

    /** Adds a row without traffic. */
    int appendEmpty(long hash, long[] values, int from) {
        int row = rows.append(hash, values, from);
        int at = row * rows.stride() + bytesColumn;
        Arrays.fill(rows.rows(), at, at + COUNTERS, 0);
        return row;
    }
}
