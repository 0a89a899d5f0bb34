package io.weir.operators.traffic;

import io.weir.operators.tables.KeyTable;
import io.weir.operators.tables.RowFinder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.annotation.Nullable;

/**
 * The sums of one dimension until the next flush. When there is no room for more keys, it hands out
 * what it has, or forgets the smallest. Not thread-safe.
 */
final class DimensionSums implements KeySink {

    /** So few that tables stay in the cache. */
    private static final int MAX_ROWS = 1 << 13;

    /** With so few rows it takes less time to look for one than to put it off. */
    private static final int FEW_ROWS = 1 << 9;

    private final Series series;
    private final Booking booking;
    private final Consumer<TrafficParts> output;

    private final SumsTable table;
    private final KeyTable rows;

    private final int windowEndColumn;
    private final int bytesColumn;
    private final int stride;
    private final long windowMillis;

    /** Rows that are not in the table yet. */
    private final long[] staged;

    private final KeyText[] stagedTexts = new KeyText[RowFinder.MOST];
    private final int[] stagedFlowRows = new int[RowFinder.MOST];
    private int stagedCount;
    private boolean isTextStaged;

    /** Flows of a batch often have the same exporter, service or way. */
    private int lastRow;

    private final RowFinder finder;
    private final List<DerivedSums> derived = new ArrayList<>();
    private final Remainders remainders = new Remainders();
    private final PartsByBucket parts;

    /** How often a full table was handed out since the last flush. */
    private int handedOut;

    /**
     * Sums that follow from no others.
     *
     * @param finder whose memory is shared by all sums of a thread
     * @param output takes what is flushed
     */
    DimensionSums(Series series, RowFinder finder, Consumer<TrafficParts> output) {
        this(series, series.dimension().booking(), finder, output);
    }

    /**
     * @param booking what flows are booked under here
     * @param finder whose memory is shared by all sums of a thread
     * @param output takes what is flushed
     */
    DimensionSums(Series series, Booking booking, RowFinder finder, Consumer<TrafficParts> output) {
        this.series = series;
        this.booking = booking;
        this.finder = finder;
        this.output = output;
        Dimension dimension = series.dimension();
        windowEndColumn = dimension.keyLength();
        bytesColumn = windowEndColumn + 1;
        stride = bytesColumn + SumsTable.COUNTERS;
        table = new SumsTable(dimension);
        rows = table.rows();
        staged = new long[RowFinder.MOST * stride];
        windowMillis = series.window().toMillis();
        parts = new PartsByBucket(series);
    }

    /** Has other sums follow from these; they are to be flushed after these. */
    void derive(DerivedSums sums) {
        derived.add(sums);
    }

    Series series() {
        return series;
    }

    /** Adds all entries. */
    void add(BookedFlows flows) {
        booking.book(flows, this);
        if (isTextStaged) {
            addStaged(flows);
        }
    }

    /** Adds an entry to a key, at the latest with the next flush. */
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
        if (text != KeyText.NONE) {
            isTextStaged = true;
            stagedTexts[stagedCount] = text;
            stagedFlowRows[stagedCount] = flows.row(entry);
        }
        stagedCount++;
    }

    /** Adds what a row has that a key of this dimension follows from. */
    void add(SumsTable from, int row, long key0, long key1, long key2, long key3) {
        if (stagedCount == RowFinder.MOST) {
            addStaged(null);
        }
        int counters = stageKey(key0, key1, key2, key3, from.windowEnd(row));
        from.copyCounters(row, staged, counters);
        stagedCount++;
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
        if (table.size() == MAX_ROWS) {
            makeRoom();
        }
        int at = i * stride;
        int row = table.append(finder.hash(i), staged, at);
        if (isTextStaged) {
            String text = stagedTexts[i].of(flows.flows(), stagedFlowRows[i]);
            if (text != null) {
                rows.setText(row, text);
            }
        }
    }

    private void makeRoom() {
        if (handedOut >= series.handOutsBeforeForgetting()) {
            forgetSmallest();
        } else {
            handedOut++;
            handOut();
        }
    }

    /** Three of four keys go. */
    private void forgetSmallest() {
        long bound = SampledQuantile.of(table.size(), 3, this::value);
        int kept = 0;
        for (int row = 0; row < table.size(); row++) {
            if (value(row) > bound) {
                rows.move(row, kept);
                kept++;
            } else {
                forget(table, row);
                for (int i = 0; i < derived.size(); i++) {
                    derived.get(i).forget(table, row);
                }
            }
        }
        rows.truncate(kept);
        miss(bound);
        for (int i = 0; i < derived.size(); i++) {
            derived.get(i).miss(bound);
        }
    }

    /** Counts what a row has as that of keys that were forgotten. */
    void forget(SumsTable from, int row) {
        long windowEnd = from.windowEnd(row);
        remainders.add(windowEnd, from.bytes(row), from.packets(row), from.flows(row));
        long bytesBefore = from.bytesBefore(row);
        long packetsBefore = from.packetsBefore(row);
        if ((bytesBefore | packetsBefore) != 0) {
            remainders.add(windowEnd - windowMillis, bytesBefore, packetsBefore, 0);
        }
    }

    /** Each key that was forgotten had so much at most. */
    void miss(long bound) {
        remainders.miss(bound);
    }

    /** What counts for the rank of a key in the window in which it has more. */
    private long value(int row) {
        Metric metric = series.metric();
        return Math.max(
                metric.of(table.bytes(row), table.packets(row), table.flows(row)),
                metric.of(table.bytesBefore(row), table.packetsBefore(row), 0));
    }

    /** Hands out all sums, and forgets them. */
    void flush() {
        addStaged(null);
        handOut();
        handedOut = 0;
    }

    private void handOut() {
        for (int i = 0; i < derived.size(); i++) {
            derived.get(i).add(table);
        }
        parts.handOut(table, output);
        remainders.handOut(series, output);
        rows.truncate(0);
    }
}
