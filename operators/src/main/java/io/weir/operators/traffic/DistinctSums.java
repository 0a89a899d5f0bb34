package io.weir.operators.traffic;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.enrich.FlowEnd;
import io.weir.operators.tables.DistinctSketches;
import io.weir.operators.tables.KeyTable;
import java.util.function.Consumer;

/**
 * The distinct counts of one dimension until the next flush, which hands them out as parts without
 * traffic. Not thread-safe.
 */
final class DistinctSums implements KeySink {

    private static final int MAX_ROWS = 1 << 13;

    /** An entry is of two rows at most: of its window, and of the one before. */
    private static final int ROWS_OF_ENTRY = 2;

    private static final int NOT_KNOWN = -1;

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

    /** Of each row that of the same key in the window before. */
    private final int[] rowsBefore = new int[MAX_ROWS];

    /** Flows of the batch, and rows that see what they have. */
    private final int[] seen = new int[Sightings.MOST];

    private final int[] seers = new int[Sightings.MOST];
    private int seenCount;

    private final Sightings hosts = new Sightings();
    private final Sightings ports = new Sightings();

    /** Batches are of one exporter, and often of one window. */
    private int lastRow;

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
        count(flows.flows());
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
        boolean hasRoom = seenCount <= Sightings.MOST - ROWS_OF_ENTRY;
        boolean hasRows = table.size() <= MAX_ROWS - ROWS_OF_ENTRY;
        if (!hasRoom || !hasRows) {
            count(flows.flows());
        }
        if (!hasRows) {
            flush();
        }
        key[0] = key0;
        key[1] = key1;
        key[2] = key2;
        key[3] = key3;
        key[windowEndColumn] = flows.windowEnd(entry);
        int row = row();
        see(flows.row(entry), row);
        if (flows.reachesBack(entry)) {
            see(flows.row(entry), rowBefore(row));
        }
    }

    private int row() {
        if (!rows.isKeyOf(lastRow, key, 0)) {
            lastRow = find();
        }
        return lastRow;
    }

    private int rowBefore(int row) {
        if (rowsBefore[row] == NOT_KNOWN) {
            key[windowEndColumn] -= windowMillis;
            rowsBefore[row] = find();
        }
        return rowsBefore[row];
    }

    private int find() {
        long hash = rows.hash(key, 0);
        int row = rows.find(hash, key, 0);
        if (row >= 0) {
            return row;
        }
        int added = table.appendEmpty(hash, key, 0);
        rows.setDistinct(added, new DistinctSketches());
        rowsBefore[added] = NOT_KNOWN;
        return added;
    }

    private void see(int flow, int seer) {
        seen[seenCount] = flow;
        seers[seenCount] = seer;
        seenCount++;
    }

    private void count(EnrichedFlows flows) {
        countHosts(flows.batch(), flows.source());
        countHosts(flows.batch(), flows.destination());
        countPorts(flows);
        seenCount = 0;
    }

    private void countHosts(FlowBatch batch, FlowEnd end) {
        FlowField address = end.fields().address();
        for (int i = 0; i < seenCount; i++) {
            if (batch.has(address, seen[i]) && !isKey(batch, address, seen[i], seers[i])) {
                hosts.add(end.hash(seen[i]), seers[i]);
            }
        }
        hosts.retainNew();
        for (int i = 0; i < hosts.count(); i++) {
            rows.distinct(hosts.row(i)).addHost(hosts.value(i));
        }
        hosts.clear();
    }

    /** Hosts do not count themselves. */
    private boolean isKey(FlowBatch batch, FlowField address, int flow, int row) {
        return dimension.isHost()
                && batch.getHigh(address, flow) == table.key(row, 0)
                && batch.get(address, flow) == table.key(row, 1);
    }

    private void countPorts(EnrichedFlows flows) {
        FlowBatch batch = flows.batch();
        for (int i = 0; i < seenCount; i++) {
            FlowEnd server = flows.server(seen[i]);
            FlowField port = server == null ? FlowField.DESTINATION_PORT : server.fields().port();
            if (batch.has(port, seen[i])) {
                ports.add(batch.get(port, seen[i]), seers[i]);
            }
        }
        ports.retainNew();
        for (int i = 0; i < ports.count(); i++) {
            rows.distinct(ports.row(i)).addPort(ports.value(i));
        }
        ports.clear();
    }

    /** Hands out all counts, and forgets them. */
    void flush() {
        parts.handOut(table, output);
        rows.truncate(0);
        hosts.renewRows(MAX_ROWS);
        ports.renewRows(MAX_ROWS);
    }
}
