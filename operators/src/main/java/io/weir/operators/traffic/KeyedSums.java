package io.weir.operators.traffic;

import io.weir.operators.tables.KeyTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The sums by key and window until the next flush, of which other sums may follow. All keys of a
 * batch are looked for at a time. Not thread-safe.
 */
final class KeyedSums implements KeySink, DerivedKeySink {

    /** So few that tables stay in the cache. */
    private static final int MAX_ROWS = 1 << 13;

    private static final int LONGEST_KEY = 4;

    /** The index of so few is in the nearest cache. */
    private static final int NEAR_ROWS = 1 << 9;

    /** How many keys are looked for at a time. */
    private static final int MOST = 128;

    private final Booking booking;
    private final Runnable makeRoom;
    private final SumsTable table;
    private final KeyTable rows;

    /** How many longs a key has, with the end of the window. */
    private final int keyStride;

    /** Keys to be looked for, each with the end of its window. */
    private final long[] keys;

    /** Of each of them the entry of the batch, or the row of the finer sums. */
    private final int[] sources = new int[MOST];

    private final KeyText[] texts = new KeyText[MOST];
    private boolean hasTexts;
    private int keyCount;

    /** Keeps reads that have no other use from being left out. */
    @SuppressWarnings("UnusedVariable")
    private long read;

    private final List<DerivedSums> derived = new ArrayList<>();

    /** Of these the keys that have texts. */
    private final List<DerivedSums> named = new ArrayList<>();

    /**
     * @param keyLength how many longs a key has, 1 to 4
     * @param booking what flows are booked under here
     * @param makeRoom removes rows when there is no room for more
     */
    KeyedSums(int keyLength, Booking booking, Runnable makeRoom) {
        this.booking = booking;
        this.makeRoom = makeRoom;
        table = new SumsTable(keyLength);
        rows = table.rows();
        keyStride = keyLength + 1;
        Arrays.fill(texts, KeyText.NONE);
        keys = new long[MOST * keyStride + LONGEST_KEY];
    }

    /** Has other sums follow from these; they are to be flushed after these. */
    void derive(DerivedSums sums) {
        derived.add(sums);
        if (sums.hasTexts()) {
            named.add(sums);
        }
    }

    /** What follows from these. */
    List<DerivedSums> derived() {
        return derived;
    }

    /** What has been added. */
    SumsTable table() {
        return table;
    }

    /** Whether flows are booked here, and not only what follows from other sums. */
    boolean hasBooking() {
        return booking != Booking.NONE;
    }

    /** Adds all entries. */
    void add(BookedFlows flows) {
        booking.book(flows, this);
        settle(flows);
    }

    /** Adds an entry to a key, at the latest when all entries are booked. */
    @Override
    public void add(
            BookedFlows flows,
            int entry,
            long key0,
            long key1,
            long key2,
            long key3,
            KeyText text) {
        if (keyCount == MOST) {
            settle(flows);
        }
        if (text != KeyText.NONE) {
            texts[keyCount] = text;
            hasTexts = true;
        }
        stage(entry, key0, key1, key2, key3, flows.windowEnd(entry));
    }

    /**
     * Adds what a row has to a key that follows from it, at the latest with {@link
     * #settle(SumsTable)}; texts are given before.
     */
    @Override
    public void add(
            SumsTable from, int row, long key0, long key1, long key2, long key3, KeyText text) {
        if (keyCount == MOST) {
            settle(from);
        }
        stage(row, key0, key1, key2, key3, from.windowEnd(row));
    }

    private void stage(int source, long key0, long key1, long key2, long key3, long windowEnd) {
        putKey(keyCount * keyStride, key0, key1, key2, key3, windowEnd);
        sources[keyCount] = source;
        keyCount++;
    }

    private void putKey(int at, long key0, long key1, long key2, long key3, long windowEnd) {
        // What is behind the key is overwritten: that is cheaper than asking how long it is.
        keys[at] = key0;
        keys[at + 1] = key1;
        keys[at + 2] = key2;
        keys[at + 3] = key3;
        keys[at + keyStride - 1] = windowEnd;
    }

    /** Gives keys the texts for an entry, and a row without traffic to those that have none. */
    DerivedKeySink namedBy(BookedFlows flows, int entry) {
        return (from, row, key0, key1, key2, key3, text) -> {
            String name = text.of(flows, entry);
            if (name != null) {
                rows.setText(rowOf(key0, key1, key2, key3, from.windowEnd(row)), name);
            }
        };
    }

    private int rowOf(long key0, long key1, long key2, long key3, long windowEnd) {
        int at = keyCount * keyStride;
        putKey(at, key0, key1, key2, key3, windowEnd);
        return rowOf(at);
    }

    private int rowOf(int at) {
        long hash = rows.hash(keys, at);
        int row = rows.find(hash, keys, at);
        return row >= 0 ? row : append(hash, at);
    }

    private void settle(BookedFlows flows) {
        if (table.size() > NEAR_ROWS) {
            approach();
        }
        for (int i = 0; i < keyCount; i++) {
            int at = i * keyStride;
            long hash = rows.hash(keys, at);
            int row = rows.find(hash, keys, at);
            if (row < 0) {
                row = append(hash, at);
                name(row, texts[i], flows, sources[i]);
            }
            table.add(row, flows.counters(), flows.countersAt(sources[i]));
        }
        if (hasTexts) {
            Arrays.fill(texts, 0, keyCount, KeyText.NONE);
            hasTexts = false;
        }
        keyCount = 0;
    }

    /** Has all reads of the index under way before the first of them is waited for. */
    private void approach() {
        long sum = 0;
        for (int i = 0; i < keyCount; i++) {
            sum += rows.place(rows.hash(keys, i * keyStride));
        }
        read = sum;
    }

    /** Adds what waits of rows; these must be as they were. */
    void settle(SumsTable from) {
        for (int i = 0; i < keyCount; i++) {
            int row = rowOf(i * keyStride);
            table.add(row, from.rows().rows(), from.countersAt(sources[i]));
        }
        keyCount = 0;
    }

    private int append(long hash, int at) {
        if (table.size() == MAX_ROWS) {
            makeRoom.run();
        }
        return table.appendEmpty(hash, keys, at);
    }

    private void name(int row, KeyText text, BookedFlows flows, int entry) {
        String name = text.of(flows, entry);
        if (name != null) {
            rows.setText(row, name);
        }
        for (int i = 0; i < named.size(); i++) {
            named.get(i).name(table, row, flows, entry);
        }
    }

    /** Forgets all rows. */
    void clear() {
        rows.truncate(0);
    }
}
