package io.weir.operators.traffic;

import java.util.Arrays;
import java.util.function.Consumer;
import javax.annotation.Nullable;

/**
 * The sums of one dimension until the next flush. When there is no room for more keys, it hands out
 * what it has, or of pairs of hosts forgets the smallest.
 */
final class DimensionSums {

    /** Two MiB, so that tables stay in the cache: larger ones take half as long again. */
    private static final int MAX_SLOTS = 1 << 15;

    private static final int MAX_KEY = 4;
    private static final int FOUND_AT_ONCE = 256;
    private static final long[] NO_REMAINDERS = {};

    private final Series series;
    private final Dimension dimension;
    private final Booking booking;
    private final Consumer<TrafficParts> output;
    private final PartTable table = new PartTable(MAX_SLOTS);
    private final Remainders remainders = new Remainders();
    private final long[] keys = new long[FOUND_AT_ONCE * MAX_KEY];
    private final long[] hashes = new long[FOUND_AT_ONCE];
    private final int[] entries = new int[FOUND_AT_ONCE];
    private final KeyText[] texts = new KeyText[FOUND_AT_ONCE];

    /** How many keys were found that are not in the table yet. */
    private int found;

    /** Keeps reads that have no other use from being left out. */
    @SuppressWarnings("UnusedVariable")
    private long touched;

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
        addFound(flows);
    }

    /** Adds an entry to a key, at the latest when all entries have been booked. */
    void add(
            BookedFlows flows,
            int entry,
            long key0,
            long key1,
            long key2,
            long key3,
            KeyText text) {
        if (found == FOUND_AT_ONCE) {
            addFound(flows);
        }
        int at = found * MAX_KEY;
        keys[at] = key0;
        keys[at + 1] = key1;
        keys[at + 2] = key2;
        keys[at + 3] = key3;
        hashes[found] = PartTable.hash(flows.windowEnd(entry), key0, key1, key2, key3);
        entries[found] = entry;
        texts[found] = text;
        found++;
    }

    private void addFound(BookedFlows flows) {
        long sum = 0;
        for (int i = 0; i < found; i++) {
            sum += table.touch(hashes[i]);
        }
        touched = sum;
        int slot = -1;
        for (int i = 0; i < found; i++) {
            if (slot >= 0 && isTheSame(i, flows)) {
                int entry = entries[i];
                table.addTo(slot, flows.bytes(entry), flows.packets(entry), flows.flowCount(entry));
            } else {
                slot = addFound(i, flows);
            }
        }
        found = 0;
    }

    /** Whether window and key are those of the one before, as they often are within a batch. */
    private boolean isTheSame(int i, BookedFlows flows) {
        int at = i * MAX_KEY;
        return hashes[i] == hashes[i - 1]
                && keys[at] == keys[at - MAX_KEY]
                && keys[at + 1] == keys[at - MAX_KEY + 1]
                && keys[at + 2] == keys[at - MAX_KEY + 2]
                && keys[at + 3] == keys[at - MAX_KEY + 3]
                && flows.windowEnd(entries[i]) == flows.windowEnd(entries[i - 1]);
    }

    private int addFound(int i, BookedFlows flows) {
        if (table.isFull()) {
            makeRoom();
        }
        int at = i * MAX_KEY;
        int entry = entries[i];
        int added =
                table.add(
                        hashes[i],
                        flows.windowEnd(entry),
                        keys[at],
                        keys[at + 1],
                        keys[at + 2],
                        keys[at + 3],
                        flows.bytes(entry),
                        flows.packets(entry),
                        flows.flowCount(entry));
        if (added >= 0) {
            return added;
        }
        if (texts[i] != KeyText.NONE) {
            table.setText(~added, texts[i].of(flows.flows(), flows.row(entry)));
        }
        return ~added;
    }

    private void makeRoom() {
        if (series.forgetsEarly()) {
            remainders.miss(table.forgetSmallest(series.metric(), remainders));
        } else {
            flush();
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
