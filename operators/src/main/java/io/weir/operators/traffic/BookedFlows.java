package io.weir.operators.traffic;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;
import io.weir.operators.Sums;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.enrich.FlowEnd;
import java.util.Arrays;

/**
 * The flows of a batch as entries: what each way of each flow adds to a window, and to the one
 * before it, which flows often reach into: so that most ways are one entry. An entry is the same
 * for all dimensions, so it is made once. Used again for each batch. Not thread-safe.
 *
 * <p>The part of a flow that lies before the oldest open window is booked there, what ends after
 * the time of receipt is booked at that time: both are counted as moved. A flow that ended before
 * the oldest open window is late: it is counted, and not booked. Duplicates are not booked.
 */
final class BookedFlows {

    private static final int USUAL_ENTRIES = 256;

    private final Windows windows;
    private final Spread spread;

    private EnrichedFlows flows;
    private int size;
    private int[] rows = new int[USUAL_ENTRIES];
    private FlowDirection[] directions = new FlowDirection[USUAL_ENTRIES];
    private long[] windowEnds = new long[USUAL_ENTRIES];

    /** Of each entry the counters of a row of {@link SumsTable}. */
    private long[] counters = new long[USUAL_ENTRIES * SumsTable.COUNTERS];

    private int moved;
    private int late;
    private long lateBytes;

    /** That of the newest flow. */
    private long windowStart;

    BookedFlows(Windows windows, Spread spread) {
        this.windows = windows;
        this.spread = spread;
    }

    /**
     * Makes the entries of a batch.
     *
     * @param nowMillis the time that decides which windows are open
     */
    void book(EnrichedFlows newFlows, long nowMillis) {
        flows = newFlows;
        size = 0;
        moved = 0;
        late = 0;
        lateBytes = 0;
        long oldest = windows.oldestOpen(nowMillis);
        int count = newFlows.size();
        for (int row = 0; row < count; row++) {
            book(row, FlowDirection.FORWARD, oldest);
            if (FlowDirection.REVERSE.isIn(newFlows.batch(), row)) {
                book(row, FlowDirection.REVERSE, oldest);
            }
        }
    }

    private void book(int row, FlowDirection direction, long oldest) {
        FlowBatch batch = flows.batch();
        if (direction.isDuplicate(batch, row)) {
            return;
        }
        long newest = Math.max(batch.receivedMillis(), oldest);
        long claimedEnd = batch.getOr(FlowField.END_MILLIS, row, batch.exportMillis());
        long end = earlier(claimedEnd, newest);
        long flowBytes = direction.bytes(batch, row);
        if (end < oldest) {
            late++;
            lateBytes = Sums.add(lateBytes, flowBytes);
            return;
        }
        long start = earlier(batch.getOr(FlowField.START_MILLIS, row, end), end);
        long last = startOf(end);
        boolean endMoved = end != claimedEnd && last != windows.startOf(claimedEnd);
        if (endMoved || (start < oldest && spread == Spread.EVEN)) {
            moved++;
        }
        long flowPackets = direction.packets(batch, row);
        boolean isOneWindow = spread == Spread.AT_END || start >= last;
        long first = isOneWindow ? last : Math.max(startBefore(last, start), oldest);
        if (first == last) {
            add(row, direction, last, flowBytes, flowPackets, 1);
        } else {
            spread(row, direction, flowBytes, flowPackets, start, end, first);
        }
    }

    /** The start of the window of a time: mostly that of the flow before. */
    private long startOf(long millis) {
        if (millis < windowStart || millis >= windowStart + windows.sizeMillis()) {
            windowStart = windows.startOf(millis);
        }
        return windowStart;
    }

    /** The start of the window of a time before another one: mostly the window before that. */
    private long startBefore(long later, long millis) {
        long before = later - windows.sizeMillis();
        return millis >= before ? before : windows.startOf(millis);
    }

    /** The earlier of two times, of which the first is any 64 bits that an exporter sent. */
    private static long earlier(long claimed, long millis) {
        return claimed < 0 ? millis : Math.min(claimed, millis);
    }

    /** Splits by the differences of cumulated values, so that the parts add up to the whole. */
    private void spread(
            int row,
            FlowDirection direction,
            long flowBytes,
            long flowPackets,
            long start,
            long end,
            long first) {
        long last = startOf(end);
        long bookedBytes = 0;
        long bookedPackets = 0;
        // Windows go in pairs; if their number is odd, the first one is alone.
        boolean isFirstOfPair = (last - first) / windows.sizeMillis() % 2 == 1;
        long earlierBytes = 0;
        long earlierPackets = 0;
        for (long window = first; window < last; window += windows.sizeMillis()) {
            double share = (double) (window + windows.sizeMillis() - start) / (end - start);
            long bytesByThen = (long) (flowBytes * share);
            long packetsByThen = (long) (flowPackets * share);
            long partBytes = bytesByThen - bookedBytes;
            long partPackets = packetsByThen - bookedPackets;
            if (isFirstOfPair) {
                earlierBytes = partBytes;
                earlierPackets = partPackets;
            } else if ((partBytes | partPackets | earlierBytes | earlierPackets) != 0) {
                add(row, direction, window, partBytes, partPackets, 0);
                reachBack(earlierBytes, earlierPackets);
                earlierBytes = 0;
                earlierPackets = 0;
            }
            isFirstOfPair = !isFirstOfPair;
            bookedBytes = bytesByThen;
            bookedPackets = packetsByThen;
        }
        add(row, direction, last, flowBytes - bookedBytes, flowPackets - bookedPackets, 1);
        reachBack(earlierBytes, earlierPackets);
    }

    /** Adds to the window before that of the newest entry. */
    private void reachBack(long moreBytes, long morePackets) {
        int at = countersAt(size - 1);
        counters[at + 3] = moreBytes;
        counters[at + 4] = morePackets;
    }

    private void add(
            int row,
            FlowDirection direction,
            long windowStart,
            long moreBytes,
            long morePackets,
            long flowCount) {
        if (size == rows.length) {
            grow();
        }
        rows[size] = row;
        directions[size] = direction;
        windowEnds[size] = windowStart + windows.sizeMillis();
        int at = countersAt(size);
        counters[at] = moreBytes;
        counters[at + 1] = morePackets;
        counters[at + 2] = flowCount;
        counters[at + 3] = 0;
        counters[at + 4] = 0;
        size++;
    }

    private void grow() {
        int larger = 2 * rows.length;
        rows = Arrays.copyOf(rows, larger);
        directions = Arrays.copyOf(directions, larger);
        windowEnds = Arrays.copyOf(windowEnds, larger);
        counters = Arrays.copyOf(counters, larger * SumsTable.COUNTERS);
    }

    /** The flows that the entries are of. */
    EnrichedFlows flows() {
        return flows;
    }

    /** How many entries there are. */
    int size() {
        return size;
    }

    int row(int entry) {
        return rows[entry];
    }

    FlowDirection direction(int entry) {
        return directions[entry];
    }

    /** The end that sent. */
    FlowEnd from(int entry) {
        return directions[entry] == FlowDirection.FORWARD ? flows.source() : flows.destination();
    }

    /** The end that was sent to. */
    FlowEnd to(int entry) {
        return directions[entry] == FlowDirection.FORWARD ? flows.destination() : flows.source();
    }

    /** The end, exclusive, of the window. */
    long windowEnd(int entry) {
        return windowEnds[entry];
    }

    /** What entries add, as the counters of rows of {@link SumsTable}. */
    long[] counters() {
        return counters;
    }

    /** Where the counters of an entry are. */
    int countersAt(int entry) {
        return entry * SumsTable.COUNTERS;
    }

    long bytes(int entry) {
        return counters[countersAt(entry)];
    }

    long packets(int entry) {
        return counters[countersAt(entry) + 1];
    }

    /** 1 in the window that the flow ends in, else 0. */
    long flowCount(int entry) {
        return counters[countersAt(entry) + 2];
    }

    /** What it adds to the window before. */
    long bytesBefore(int entry) {
        return counters[countersAt(entry) + 3];
    }

    long packetsBefore(int entry) {
        return counters[countersAt(entry) + 4];
    }

    /** Whether it adds anything to the window before. */
    boolean reachesBack(int entry) {
        return (bytesBefore(entry) | packetsBefore(entry)) != 0;
    }

    /** Ways of flows that were booked, in part or whole, in another window than they say. */
    int moved() {
        return moved;
    }

    /** Ways of flows that ended before the oldest open window. */
    int late() {
        return late;
    }

    /** The octets of these. */
    long lateBytes() {
        return lateBytes;
    }
}
