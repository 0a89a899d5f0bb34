package io.weir.operators.detect;

/**
 * Volumes of flows of a batch that a {@link VolumeGate} is asked about at once, in columns. A
 * reusable container. Not thread-safe.
 */
final class OfferedVolumes {

    private int[] rows = {};
    private long[] hashes = {};
    private int[] volumes = {};
    private int size;

    void clear(int capacity) {
        if (rows.length < capacity) {
            rows = new int[capacity];
            hashes = new long[capacity];
            volumes = new int[capacity];
        }
        size = 0;
    }

    /**
     * @param hash of whose it is and of the gate
     * @param volume 0 to {@link VolumeGates#FLOOR}
     */
    void add(int row, long hash, int volume) {
        rows[size] = row;
        hashes[size] = hash;
        volumes[size++] = volume;
    }

    int size() {
        return size;
    }

    int row(int i) {
        return rows[i];
    }

    long hash(int i) {
        return hashes[i];
    }

    int volume(int i) {
        return volumes[i];
    }
}
