package io.weir.operators.traffic;

import io.weir.operators.Sums;
import io.weir.operators.tables.KeyTable;
import io.weir.operators.tables.RowFinder;
import java.util.function.Consumer;
import javax.annotation.Nullable;

/**
 * The sums of one dimension until the next flush. When there is no room for more keys, it hands out
 * what it has, or forgets the smallest. Not thread-safe.
 */
final class DimensionSums implements KeySink {

    /** So few that tables stay in the cache. */
    private static final int MAX_ROWS = 1 << 14;

    /** With so few rows it takes less time to look for one than to put it off. */
    private static final int FEW_ROWS = 1 << 11;

    private static final int COUNTERS = 3;

    private final Series series;
    private final Dimension dimension;
    private final Booking booking;
    private final Consumer<TrafficParts> output;

    /** A row is a key of the dimension, the end of the window, bytes, packets, flows. */
    private final KeyTable table;

    private final int windowEndColumn;
    private final int bytesColumn;
    private final int stride;

    /** Rows that are not in the table yet. */
    private final long[] staged;

    private final KeyText[] stagedTexts = new KeyText[RowFinder.MOST];
    private final int[] stagedFlowRows = new int[RowFinder.MOST];
    private int stagedCount;
    private boolean isTextStaged;

    private final RowFinder finder;
    private final Remainders remainders = new Remainders();
    private final PartsByBucket parts;

    /** How often a full table was handed out since the last flush. */
    private int handedOut;

    /**
     * @param finder whose memory is shared by all sums of a thread
     * @param output takes what is flushed
     */
    DimensionSums(Series series, RowFinder finder, Consumer<TrafficParts> output) {
        this.series = series;
        this.dimension = series.dimension();
        this.finder = finder;
        this.output = output;
        booking = dimension.booking();
        windowEndColumn = dimension.keyLength();
        bytesColumn = windowEndColumn + 1;
        stride = bytesColumn + COUNTERS;
        table = new KeyTable(bytesColumn, stride);
        staged = new long[RowFinder.MOST * stride];
        parts = new PartsByBucket(series);
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
        int at = stagedCount * stride;
        // What is behind the key is overwritten: that is cheaper than asking how long it is.
        staged[at] = key0;
        staged[at + 1] = key1;
        staged[at + 2] = key2;
        staged[at + 3] = key3;
        staged[at + windowEndColumn] = flows.windowEnd(entry);
        int counters = at + bytesColumn;
        staged[counters] = flows.bytes(entry);
        staged[counters + 1] = flows.packets(entry);
        staged[counters + 2] = flows.flowCount(entry);
        if (table.size() <= FEW_ROWS) {
            int row = table.find(table.hash(staged, at), staged, at);
            if (row >= 0) {
                addTo(row, counters);
                return;
            }
        }
        if (text != KeyText.NONE) {
            isTextStaged = true;
            stagedTexts[stagedCount] = text;
            stagedFlowRows[stagedCount] = flows.row(entry);
        }
        stagedCount++;
    }

    /**
     * @param flows of which the texts are; null if there are none
     */
    private void addStaged(@Nullable BookedFlows flows) {
        finder.find(table, staged, 0, stride, stagedCount);
        for (int i = 0; i < stagedCount; i++) {
            int at = i * stride;
            int row = finder.row(i, table, staged, at);
            if (row < 0) {
                append(i, flows);
            } else {
                addTo(row, at + bytesColumn);
            }
        }
        stagedCount = 0;
        isTextStaged = false;
    }

    private void addTo(int row, int from) {
        long[] rows = table.rows();
        int to = row * stride + bytesColumn;
        rows[to] = Sums.add(rows[to], staged[from]);
        rows[to + 1] = Sums.add(rows[to + 1], staged[from + 1]);
        rows[to + 2] = Sums.add(rows[to + 2], staged[from + 2]);
    }

    private void append(int i, @Nullable BookedFlows flows) {
        if (table.size() == MAX_ROWS) {
            makeRoom();
        }
        int at = i * stride;
        int row = table.append(finder.hash(i), staged, at);
        System.arraycopy(
                staged, at + bytesColumn, table.rows(), row * stride + bytesColumn, COUNTERS);
        if (isTextStaged) {
            String text = stagedTexts[i].of(flows.flows(), stagedFlowRows[i]);
            if (text != null) {
                table.setText(row, text);
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
                table.move(row, kept);
                kept++;
            } else {
                remainders.add(
                        table.get(row, windowEndColumn),
                        table.get(row, bytesColumn),
                        table.get(row, bytesColumn + 1),
                        table.get(row, bytesColumn + 2));
            }
        }
        table.truncate(kept);
        remainders.miss(bound);
    }

    private long value(int row) {
        return series.metric()
                .of(
                        table.get(row, bytesColumn),
                        table.get(row, bytesColumn + 1),
                        table.get(row, bytesColumn + 2));
    }

    /** Hands out all sums, and forgets them. */
    void flush() {
        addStaged(null);
        handOut();
        handedOut = 0;
    }

    private void handOut() {
        parts.handOut(table, output);
        remainders.handOut(series, output);
        table.truncate(0);
    }
}
