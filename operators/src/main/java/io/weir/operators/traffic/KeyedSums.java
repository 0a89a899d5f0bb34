package io.weir.operators.traffic;

import io.weir.operators.tables.KeyTable;
import io.weir.operators.tables.RowFinder;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;

/**
 * The sums by key and window until the next flush, of which other sums may follow. Where there are
 * many keys, entries wait until many rows can be looked for at a time. Not thread-safe.
 */
final class KeyedSums implements KeySink, DerivedKeySink {

    /** So few that tables stay in the cache. */
    private static final int MAX_ROWS = 1 << 13;

    /** With so few rows it takes less time to look for one than to put it off. */
    private static final int FEW_ROWS = 1 << 9;

    private final Booking booking;
    private final Runnable makeRoom;
    private final SumsTable table;
    private final KeyTable rows;

    private final int windowEndColumn;
    private final int bytesColumn;
    private final int stride;

    /** Rows that are not in the table yet. */
    private final long[] staged;

    private final KeyText[] stagedTexts = new KeyText[RowFinder.MOST];
    private final int[] stagedEntries = new int[RowFinder.MOST];
    private int stagedCount;
    private boolean isTextStaged;

    /** Flows of a batch often have the same exporter, service or way. */
    private int lastRow;

    private final RowFinder finder;
    private final List<DerivedSums> derived = new ArrayList<>();

    /** Of these the keys that have texts. */
    private final List<DerivedSums> named = new ArrayList<>();

    /**
     * @param keyLength how many longs a key has, 1 to 4
     * @param booking what flows are booked under here
     * @param finder may be shared by sums of a thread of which none follows from another
     * @param makeRoom removes rows when there is no room for more
     */
    KeyedSums(int keyLength, Booking booking, RowFinder finder, Runnable makeRoom) {
        this.booking = booking;
        this.finder = finder;
        this.makeRoom = makeRoom;
        windowEndColumn = keyLength;
        bytesColumn = windowEndColumn + 1;
        stride = bytesColumn + SumsTable.COUNTERS;
        table = new SumsTable(keyLength);
        rows = table.rows();
        staged = new long[RowFinder.MOST * stride];
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

    /** What has been added, but for what waits. */
    SumsTable table() {
        return table;
    }

    /** Adds all entries. */
    void add(BookedFlows flows) {
        booking.book(flows, this);
        if (isTextStaged) {
            addStaged(flows);
        }
    }

    /** Adds an entry to a key, at the latest with {@link #settle}. */
    @Override
    public void add(
            BookedFlows flows,
            int entry,
            long key0,
            long key1,
            long key2,
            long key3,
            KeyText text) {
        if (stagedCount == RowFinder.MOST) {
            addStaged(flows);
        }
        int counters = stageKey(key0, key1, key2, key3, flows.windowEnd(entry));
        staged[counters] = flows.bytes(entry);
        staged[counters + 1] = flows.packets(entry);
        staged[counters + 2] = flows.flowCount(entry);
        staged[counters + 3] = flows.bytesBefore(entry);
        staged[counters + 4] = flows.packetsBefore(entry);
        if (table.size() <= FEW_ROWS && addToExisting(counters)) {
            return;
        }
        if (text != KeyText.NONE || !named.isEmpty()) {
            isTextStaged = true;
            stagedTexts[stagedCount] = text;
            stagedEntries[stagedCount] = entry;
        }
        stagedCount++;
    }

    /** Adds what a row has to a key that follows from it; texts are given before. */
    @Override
    public void add(
            SumsTable from, int row, long key0, long key1, long key2, long key3, KeyText text) {
        if (stagedCount == RowFinder.MOST) {
            addStaged(null);
        }
        int counters = stageKey(key0, key1, key2, key3, from.windowEnd(row));
        from.copyCounters(row, staged, counters);
        stagedCount++;
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
        if (stagedCount == RowFinder.MOST) {
            addStaged(null);
        }
        int at = stageKey(key0, key1, key2, key3, windowEnd) - bytesColumn;
        long hash = rows.hash(staged, at);
        int row = rows.find(hash, staged, at);
        if (row >= 0) {
            return row;
        }
        ensureRoom();
        return table.appendEmpty(hash, staged, at);
    }

    /** Where the counters of the key go. */
    private int stageKey(long key0, long key1, long key2, long key3, long windowEnd) {
        int at = stagedCount * stride;
        // What is behind the key is overwritten: that is cheaper than asking how long it is.
        staged[at] = key0;
        staged[at + 1] = key1;
        staged[at + 2] = key2;
        staged[at + 3] = key3;
        staged[at + windowEndColumn] = windowEnd;
        return at + bytesColumn;
    }

    private boolean addToExisting(int counters) {
        int at = counters - bytesColumn;
        if (!rows.isKeyOf(lastRow, staged, at)) {
            int row = rows.find(rows.hash(staged, at), staged, at);
            if (row < 0) {
                return false;
            }
            lastRow = row;
        }
        table.add(lastRow, staged, counters);
        return true;
    }

    /** Adds what waits. */
    void settle() {
        addStaged(null);
    }

    /**
     * @param flows of which the texts are; null if there are none
     */
    private void addStaged(@Nullable BookedFlows flows) {
        finder.find(rows, staged, 0, stride, stagedCount);
        for (int i = 0; i < stagedCount; i++) {
            int at = i * stride;
            int row = finder.row(i, rows, staged, at);
            if (row < 0) {
                append(i, flows);
            } else {
                table.add(row, staged, at + bytesColumn);
            }
        }
        stagedCount = 0;
        isTextStaged = false;
    }

    private void append(int i, @Nullable BookedFlows flows) {
        ensureRoom();
        int row = table.append(finder.hash(i), staged, i * stride);
        if (isTextStaged) {
            name(row, i, flows);
        }
    }

    private void name(int row, int i, BookedFlows flows) {
        String text = stagedTexts[i].of(flows, stagedEntries[i]);
        if (text != null) {
            rows.setText(row, text);
        }
        for (int one = 0; one < named.size(); one++) {
            named.get(one).name(table, row, flows, stagedEntries[i]);
        }
    }

    private void ensureRoom() {
        if (table.size() == MAX_ROWS) {
            makeRoom.run();
        }
    }

    /** Forgets all rows. */
    void clear() {
        rows.truncate(0);
    }
}
