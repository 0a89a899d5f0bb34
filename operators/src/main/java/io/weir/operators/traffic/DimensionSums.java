package io.weir.operators.traffic;

import java.util.Arrays;
import java.util.function.Consumer;
import javax.annotation.Nullable;

/**
 * The sums of one dimension until the next flush. When there is no room for more keys, an exact
 * series hands out what it has; one that is bounded forgets the smallest.
 */
final class DimensionSums {

    private static final int MAX_SLOTS = 1 << 18;
    private static final long[] NO_REMAINDERS = {};

    private final Series series;
    private final Dimension dimension;
    private final Booking booking;
    private final Consumer<TrafficParts> output;
    private final PartTable table = new PartTable(MAX_SLOTS);
    private final Remainders remainders = new Remainders();
    private final int[] bucketCounts = new int[SeriesKey.BUCKETS];
    private final long[][] bucketValues = new long[SeriesKey.BUCKETS][];
    private final String[][] bucketTexts = new String[SeriesKey.BUCKETS][];

    /**
     * @param output takes what is flushed
     */
    DimensionSums(Series series, Consumer<TrafficParts> output) {
        this.series = series;
        this.dimension = series.dimension();
        this.output = output;
        booking = dimension.booking();
    }

    /** Adds all entries. */
    void add(BookedFlows flows) {
        int entries = flows.size();
        for (int entry = 0; entry < entries; entry++) {
            booking.book(flows, entry, this);
        }
    }

    /** Adds an entry to a key. */
    void add(
            BookedFlows flows,
            int entry,
            long key0,
            long key1,
            long key2,
            long key3,
            KeyText text) {
        if (table.isFull()) {
            makeRoom();
        }
        int added =
                table.add(
                        flows.windowEnd(entry),
                        key0,
                        key1,
                        key2,
                        key3,
                        flows.bytes(entry),
                        flows.packets(entry),
                        flows.flowCount(entry));
        if (added >= 0 && text != KeyText.NONE) {
            table.setText(added, text.of(flows.flows(), flows.row(entry)));
        }
    }

    private void makeRoom() {
        if (series.isExact()) {
            flush();
        } else {
            remainders.miss(table.forgetSmallest(series.metric(), remainders));
        }
    }

    /** Hands out all sums, by bucket, and forgets them. */
    void flush() {
        if (table.isEmpty()) {
            return;
        }
        for (int n = 0; n < table.size(); n++) {
            bucketCounts[bucket(table.used(n))]++;
        }
        for (int n = 0; n < table.size(); n++) {
            collect(table.used(n));
        }
        for (int bucket = 0; bucket < SeriesKey.BUCKETS; bucket++) {
            if (bucketValues[bucket] != null) {
                emit(bucket, bucketValues[bucket], bucketTexts[bucket], NO_REMAINDERS);
            }
        }
        if (!remainders.isEmpty()) {
            // They are of no bucket; that of the first counts them for all.
            emit(0, new long[0], null, remainders.take());
        }
        Arrays.fill(bucketValues, null);
        Arrays.fill(bucketTexts, null);
        table.clear();
    }

    private void emit(int bucket, long[] values, @Nullable String[] texts, long[] forgotten) {
        output.accept(
                new TrafficParts(
                        dimension, series.windowSeconds(), bucket, values, texts, forgotten));
    }

    private int bucket(int slot) {
        return SeriesKey.bucket(
                table.get(slot, PartTable.KEY),
                table.get(slot, PartTable.KEY + 1),
                table.get(slot, PartTable.KEY + 2),
                table.get(slot, PartTable.KEY + 3));
    }

    /** Copies a part to the end of what its bucket still has to get; the counts run down to 0. */
    private void collect(int slot) {
        int bucket = bucket(slot);
        int stride = TrafficParts.stride(dimension);
        if (bucketValues[bucket] == null) {
            bucketValues[bucket] = new long[bucketCounts[bucket] * stride];
        }
        long[] values = bucketValues[bucket];
        int part = --bucketCounts[bucket];
        int at = part * stride;
        values[at++] = table.get(slot, 0);
        for (int i = 0; i < dimension.keyLength(); i++) {
            values[at++] = table.get(slot, PartTable.KEY + i);
        }
        values[at++] = table.get(slot, PartTable.BYTES);
        values[at++] = table.get(slot, PartTable.PACKETS);
        values[at] = table.get(slot, PartTable.FLOWS);
        String text = table.text(slot);
        if (text != null) {
            if (bucketTexts[bucket] == null) {
                bucketTexts[bucket] = new String[values.length / stride];
            }
            bucketTexts[bucket][part] = text;
        }
    }
}
