package io.weir.operators.traffic;

/** Takes the keys that rows of finer sums are booked under. */
interface DerivedKeySink {

    /**
     * Adds a row of finer sums to a key.
     *
     * @param key1 is left out where keys of the dimension are shorter, as are the others
     * @param text of the key, for an entry that the row has
     */
    void add(SumsTable finer, int row, long key0, long key1, long key2, long key3, KeyText text);
}
