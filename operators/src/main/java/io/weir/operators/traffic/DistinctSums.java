package io.weir.operators.traffic;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.enrich.FlowEnd;
import io.weir.operators.tables.DistinctSketches;
import io.weir.operators.tables.KeyHash;
import io.weir.operators.tables.KeyTable;
import java.util.function.Consumer;

/**
 * The distinct counts of one dimension until the next flush, which hands them out as parts without
 * traffic. Not thread-safe.
 */
final class DistinctSums implements KeySink {

    private static final int MAX_ROWS = 1 << 13;
    private static final int RECENT_BITS = 11;
    private static final int RECENT_SHIFT = Long.SIZE - RECENT_BITS;
    private static final long ROW_FACTOR = 0x9e37_79b9_7f4a_7c15L;

    private final Dimension dimension;
    private final Booking booking;
    private final Consumer<TrafficParts> output;
    private final PartsByBucket parts;

    /** Its counters stay 0. */
    private final SumsTable table;

    private final KeyTable rows;
    private final long windowMillis;

    private final int windowEndColumn;
    private final long[] key;

    /** Hashes of what was counted not long ago: to ask this is cheaper than to count it again. */
    private final int[] recent = new int[1 << RECENT_BITS];

    /** Batches are of one exporter, and often of one window. */
    private int lastRow;

    /** Changes with each flush, so that nothing of before it counts as recent. */
    private long flushes;

    /**
     * @param output takes what is flushed
     */
    DistinctSums(Series series, Consumer<TrafficParts> output) {
        this.dimension = series.dimension();
        this.output = output;
        booking = dimension.booking();
        parts = new PartsByBucket(series);
        windowEndColumn = dimension.keyLength();
        windowMillis = series.window().toMillis();
        table = new SumsTable(dimension.keyLength());
        rows = table.rows();
        key = new long[rows.stride()];
    }

    /** Adds all entries. */
    void add(BookedFlows flows) {
        booking.book(flows, this);
    }

    @Override
    public void add(
            BookedFlows flows,
            int entry,
            long key0,
            long key1,
            long key2,
            long key3,
            KeyText text) {
        key[0] = key0;
        key[1] = key1;
        key[2] = key2;
        key[3] = key3;
        key[windowEndColumn] = flows.windowEnd(entry);
        count(flows.flows(), flows.row(entry), row());
        if (flows.reachesBack(entry)) {
            key[windowEndColumn] -= windowMillis;
            count(flows.flows(), flows.row(entry), row());
        }
    }

    private int row() {
        if (rows.isKeyOf(lastRow, key, 0)) {
            return lastRow;
        }
        lastRow = find();
        return lastRow;
    }

    private int find() {
        long hash = rows.hash(key, 0);
        int row = rows.find(hash, key, 0);
        if (row >= 0) {
            return row;
        }
        if (table.size() == MAX_ROWS) {
            flush();
        }
        int added = table.appendEmpty(hash, key, 0);
        rows.setDistinct(added, new DistinctSketches());
        return added;
    }

    private void count(EnrichedFlows flows, int row, int to) {
        FlowBatch batch = flows.batch();
        if (!dimension.isHost() || !isKey(batch, FlowField.SOURCE_ADDRESS, row)) {
            addHost(batch, flows.source(), row, to);
        }
        if (!dimension.isHost() || !isKey(batch, FlowField.DESTINATION_ADDRESS, row)) {
            addHost(batch, flows.destination(), row, to);
        }
        FlowEnd server = flows.server(row);
        FlowField port = server == null ? FlowField.DESTINATION_PORT : server.fields().port();
        if (batch.has(port, row)) {
            long number = batch.get(port, row);
            if (isNew(KeyHash.of(number, 1), to)) {
                rows.distinct(to).addPort(number);
            }
        }
    }

    private boolean isKey(FlowBatch batch, FlowField address, int row) {
        return batch.has(address, row)
                && batch.getHigh(address, row) == key[0]
                && batch.get(address, row) == key[1];
    }

    private void addHost(FlowBatch batch, FlowEnd host, int row, int to) {
        if (batch.has(host.fields().address(), row)) {
            long hash = host.hash(row);
            if (isNew(hash, to)) {
                rows.distinct(to).addHost(hash);
            }
        }
    }

    /** Whether a row has not counted it since the last flush, as far as is remembered. */
    private boolean isNew(long hash, int row) {
        long entry = hash + (flushes + row) * ROW_FACTOR;
        int at = (int) (entry >>> RECENT_SHIFT);
        int tag = (int) entry;
        boolean isNew = recent[at] != tag;
        recent[at] = tag;
        return isNew;
    }

    /** Hands out all counts, and forgets them. */
    void flush() {
        parts.handOut(table, output);
        rows.truncate(0);
        flushes += MAX_ROWS;
    }
}
