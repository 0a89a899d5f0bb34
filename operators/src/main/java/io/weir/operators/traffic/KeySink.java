package io.weir.operators.traffic;

/** Takes the keys that flows are booked under. */
interface KeySink {

    /**
     * Adds an entry to a key.
     *
     * @param key1 is left out where keys of the dimension are shorter, as are the others
     */
    void add(
            BookedFlows flows, int entry, long key0, long key1, long key2, long key3, KeyText text);
}
