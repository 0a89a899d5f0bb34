package io.weir.codec.totals;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.store.SessionStore;
import io.weir.codec.store.SessionTable;
import io.weir.codec.store.StoredFormat;
import java.nio.ByteBuffer;

/**
 * Gives flows that have only total counters (IANA elements 85 and 86 and their reverse) those since
 * their last report, so that a flow that is reported five times is not counted five times. The
 * first report of a flow counts whole, and so does one with a lower total than the last: the
 * exporter began anew. A flow with another start is another flow.
 *
 * <p>Remembers so many flows, those with the most recent reports, until the exporter says that they
 * ended or for {@value #FORGET_HOURS} hours. They are in memory and, as of the last {@link #flush},
 * in the store, each as
 *
 * <pre>
 * | version (1) = 1 | last report (8) | start (8) | counters there are (1) | totals (4 * 8) |
 * </pre>
 *
 * <p>Not thread-safe. Allocates nothing per flow once it has seen as many as it may remember.
 */
public final class TotalCounters {

    /** Hears of flows that are forgotten to make room for others. */
    @FunctionalInterface
    public interface EvictionListener {

        void evicted();
    }

    private static final FlowField[] TOTALS = {
        FlowField.TOTAL_BYTES,
        FlowField.TOTAL_PACKETS,
        FlowField.REVERSE_TOTAL_BYTES,
        FlowField.REVERSE_TOTAL_PACKETS
    };
    private static final FlowField[] SINCE_LAST_REPORT = {
        FlowField.BYTES, FlowField.PACKETS, FlowField.REVERSE_BYTES, FlowField.REVERSE_PACKETS
    };

    /** All of them in the first word of {@link FlowBatch#presence}. */
    private static final long ANY_TOTAL =
            1L << FlowField.TOTAL_BYTES.index()
                    | 1L << FlowField.TOTAL_PACKETS.index()
                    | 1L << FlowField.REVERSE_TOTAL_BYTES.index()
                    | 1L << FlowField.REVERSE_TOTAL_PACKETS.index();

    /** IANA element 136: the active timeout, after which the flow goes on. */
    private static final int ACTIVE_TIMEOUT = 2;

    private static final int LAST_END_REASON = 5;

    /** NetFlow tells times by headers of whole seconds: the start moves about within one. */
    private static final long SAME_START_MILLIS = 2_000;

    private static final long FORGET_HOURS = 2;
    private static final long FORGET_MILLIS = FORGET_HOURS * 3_600_000;

    private static final byte VERSION = 1;
    private static final int LENGTH = 2 + 2 * Long.BYTES + TotalsTable.COUNTERS * Long.BYTES;
    private static final StoredFormat FORMAT =
            new StoredFormat("A stored total of a flow", VERSION, LENGTH);

    private final SessionStore store;
    private final EvictionListener listener;
    private final int most;

    /** Made when a flow first has totals only: those of most exporters never do. */
    private TotalsTable table;

    private long latestReceivedMillis;

    /**
     * @param most flows to be remembered; 0 takes each report for the whole of its flow
     */
    public TotalCounters(SessionStore store, EvictionListener listener, int most) {
        this.store = store;
        this.listener = listener;
        this.most = most;
    }

    /** Sets the counters since the last report of flows that have total ones. */
    public void toDeltas(FlowBatch batch) {
        long[] present = batch.presence(0);
        for (int row = 0; row < batch.size(); row++) {
            if ((present[row] & ANY_TOTAL) != 0 && hasOnlyTotal(batch, row)) {
                toDeltas(batch, row);
            }
        }
    }

    private static boolean hasOnlyTotal(FlowBatch batch, int row) {
        for (int i = 0; i < TOTALS.length; i++) {
            if (batch.has(TOTALS[i], row) && !batch.has(SINCE_LAST_REPORT[i], row)) {
                return true;
            }
        }
        return false;
    }

    private void toDeltas(FlowBatch batch, int row) {
        if (most == 0) {
            setDeltas(batch, row, -1);
            return;
        }
        latestReceivedMillis = Math.max(latestReceivedMillis, batch.receivedMillis());
        long key = FlowKey.of(batch, row);
        long start = batch.getOr(FlowField.START_MILLIS, row, 0);
        int slot = table().find(key);
        if (slot >= 0 && Math.abs(table.start(slot) - start) > SAME_START_MILLIS) {
            table.forgetTotals(slot);
        }
        setDeltas(batch, row, slot);
        if (hasEnded(batch, row)) {
            if (slot >= 0) {
                table.remove(slot);
            }
        } else {
            remember(batch, row, slot >= 0 ? slot : add(key), start);
        }
    }

    /**
     * @param slot of what is known of the flow, -1 if nothing is
     */
    private void setDeltas(FlowBatch batch, int row, int slot) {
        for (int i = 0; i < TOTALS.length; i++) {
            if (batch.has(TOTALS[i], row) && !batch.has(SINCE_LAST_REPORT[i], row)) {
                long total = batch.get(TOTALS[i], row);
                long last = slot < 0 ? 0 : table.total(slot, i);
                boolean grew = Long.compareUnsigned(total, last) >= 0;
                batch.set(SINCE_LAST_REPORT[i], row, grew ? total - last : total);
            }
        }
    }

    private static boolean hasEnded(FlowBatch batch, int row) {
        long reason = batch.getOr(FlowField.END_REASON, row, 0);
        return reason > 0 && reason <= LAST_END_REASON && reason != ACTIVE_TIMEOUT;
    }

    private int add(long key) {
        if (table.isFull()) {
            table.evict();
            listener.evicted();
        }
        return table.add(key);
    }

    private void remember(FlowBatch batch, int row, int slot, long start) {
        table.report(slot, start, batch.receivedMillis());
        for (int i = 0; i < TOTALS.length; i++) {
            if (batch.has(TOTALS[i], row)) {
                table.setTotal(slot, i, batch.get(TOTALS[i], row));
            }
        }
    }

    private TotalsTable table() {
        if (table == null) {
            table = new TotalsTable(most);
            store.forEachKey(SessionTable.TOTALS, this::load);
        }
        return table;
    }

    private void load(long key) {
        byte[] bytes = store.get(SessionTable.TOTALS, key);
        FORMAT.check(bytes);
        ByteBuffer from = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
        long seen = from.getLong();
        int slot = table.add(key);
        table.report(slot, from.getLong(), seen);
        byte counted = from.get();
        for (int i = 0; i < TotalsTable.COUNTERS; i++) {
            long total = from.getLong();
            if ((counted & 1 << i) != 0) {
                table.setTotal(slot, i, total);
            }
        }
        table.setStored(slot);
        latestReceivedMillis = Math.max(latestReceivedMillis, seen);
    }

    /** Writes to the store what is not there yet, and forgets flows without a report for long. */
    public void flush() {
        if (table == null) {
            return;
        }
        forgetIdle();
        for (int i = 0; i < table.removedCount(); i++) {
            store.remove(SessionTable.TOTALS, table.removed(i));
        }
        table.forgetRemoved();
        for (int slot = 0; slot < table.capacity(); slot++) {
            if (table.isChanged(slot)) {
                store.put(SessionTable.TOTALS, table.key(slot), toBytes(slot));
                table.setStored(slot);
            }
        }
    }

    private void forgetIdle() {
        // Backwards: what a removal moves goes to a lower slot, or round to the highest ones, and
        // is looked at next time.
        for (int slot = table.capacity() - 1; slot >= 0; slot--) {
            if (table.isUsed(slot) && table.seen(slot) < latestReceivedMillis - FORGET_MILLIS) {
                table.remove(slot);
            }
        }
    }

    private byte[] toBytes(int slot) {
        ByteBuffer to = ByteBuffer.allocate(LENGTH).put(VERSION);
        to.putLong(table.seen(slot)).putLong(table.start(slot)).put(table.counted(slot));
        for (int i = 0; i < TotalsTable.COUNTERS; i++) {
            to.putLong(table.total(slot, i));
        }
        return to.array();
    }

    /** The flows that are remembered. */
    int size() {
        return table == null ? 0 : table.size();
    }
}
