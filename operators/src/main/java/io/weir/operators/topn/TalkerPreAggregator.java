package io.weir.operators.topn;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;
import io.weir.operators.PreAggregator;
import io.weir.operators.enrich.EnrichedFlows;
import org.apache.flink.metrics.Counter;

/**
 * Sums up per address and minute what hosts sent: the source of a flow, and where one record holds
 * both directions also its destination, as a flow of its own.
 *
 * <p>The counters of a flow are spread over the minutes between its start and its end, in
 * proportion and without losing a byte. The part of it that lies before the oldest open window is
 * booked there, what ends after the time of receipt is booked at that time; both are counted.
 */
public final class TalkerPreAggregator extends PreAggregator<TalkerPart> {

    /**
     * The name of the counter of flows booked, in part or whole, in another minute than they say.
     */
    public static final String FLOWS_CLAMPED = "flowsClampedToOpenWindow";

    private static final long serialVersionUID = 1L;

    private final TalkerWindows windows;

    private transient TalkerTable table;
    private transient Counter clamped;

    public TalkerPreAggregator(TalkerWindows windows) {
        this.windows = windows;
    }

    @Override
    protected void start() {
        table = new TalkerTable();
        clamped = getMetricGroup().counter(FLOWS_CLAMPED);
    }

    @Override
    protected void add(EnrichedFlows flows, long nowMillis) {
        FlowBatch batch = flows.batch();
        long oldest = windows.oldestOpen(nowMillis);
        for (int row = 0; row < batch.size(); row++) {
            add(batch, row, FlowDirection.FORWARD, oldest);
            add(batch, row, FlowDirection.REVERSE, oldest);
        }
    }

    private void add(FlowBatch batch, int row, FlowDirection direction, long oldestWindow) {
        FlowField talker = direction.source();
        if (!direction.isIn(batch, row) || !batch.has(talker, row)) {
            return;
        }
        long newest = Math.max(batch.receivedMillis(), oldestWindow);
        long claimedEnd = batch.getOr(FlowField.END_MILLIS, row, batch.exportMillis());
        long end = Math.max(oldestWindow, earlier(claimedEnd, newest));
        long start = earlier(batch.getOr(FlowField.START_MILLIS, row, end), end);
        boolean endMoved = TalkerWindows.startOf(end) != TalkerWindows.startOf(claimedEnd);
        if (endMoved || start < oldestWindow) {
            clamped.inc();
        }
        long high = batch.getHigh(talker, row);
        long low = batch.get(talker, row);
        long bytes = direction.bytes(batch, row);
        long packets = direction.packets(batch, row);
        spread(high, low, bytes, packets, start, end, oldestWindow);
    }

    /** The earlier of two times, of which the first is any 64 bits that an exporter sent. */
    private static long earlier(long claimed, long millis) {
        return claimed < 0 ? millis : Math.min(claimed, millis);
    }

    /** Splits by the differences of cumulated values, so that the parts add up to the whole. */
    private void spread(
            long high,
            long low,
            long bytes,
            long packets,
            long start,
            long end,
            long oldestWindow) {
        long lastWindow = TalkerWindows.startOf(end);
        long bookedBytes = 0;
        long bookedPackets = 0;
        for (long window = Math.max(TalkerWindows.startOf(start), oldestWindow);
                window < lastWindow;
                window = TalkerWindows.endOf(window)) {
            double share = (double) (TalkerWindows.endOf(window) - start) / (end - start);
            long bytesByThen = (long) (bytes * share);
            long packetsByThen = (long) (packets * share);
            book(window, high, low, bytesByThen - bookedBytes, packetsByThen - bookedPackets, 0);
            bookedBytes = bytesByThen;
            bookedPackets = packetsByThen;
        }
        book(lastWindow, high, low, bytes - bookedBytes, packets - bookedPackets, 1);
    }

    private void book(long window, long high, long low, long bytes, long packets, long flows) {
        if (table.isFull()) {
            flush();
        }
        table.add(window, high, low, bytes, packets, flows);
    }

    @Override
    protected void flush() {
        table.drainTo(this::emit);
    }
}
