package io.weir.operators.traffic;

import java.util.List;
import java.util.function.Consumer;

/**
 * The sums of one dimension until the next flush. When there is no room for more keys, it hands out
 * what it has, or forgets the smallest. Not thread-safe.
 */
final class DimensionSums implements FlowSums {

    private final Series series;
    private final Consumer<TrafficParts> output;
    private final KeyedSums sums;
    private final SumsTable table;
    private final long windowMillis;
    private final Remainders remainders = new Remainders();

    /** What is being forgotten. */
    private final Remainders forgotten = new Remainders();

    private final PartsByBucket parts;

    /** How often a full table was handed out since the last flush. */
    private int handedOut;

    /**
     * Sums that follow from no others.
     *
     * @param output takes what is flushed
     */
    DimensionSums(Series series, Consumer<TrafficParts> output) {
        this(series, series.dimension().booking(), output);
    }

    /**
     * @param booking what flows are booked under here
     * @param output takes what is flushed
     */
    DimensionSums(Series series, Booking booking, Consumer<TrafficParts> output) {
        this.series = series;
        this.output = output;
        sums = new KeyedSums(series.dimension().keyLength(), booking, this::makeRoom);
        table = sums.table();
        windowMillis = series.window().toMillis();
        parts = new PartsByBucket(series);
    }

    /** What flows are added to, or what follows from other sums. */
    @Override
    public KeyedSums sums() {
        return sums;
    }

    @Override
    public void add(BookedFlows flows) {
        sums.add(flows);
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
        List<DerivedSums> derived = sums.derived();
        long bound = SampledQuantile.of(table.size(), 3, this::value);
        for (int i = 0; i < derived.size(); i++) {
            derived.get(i).forget(table, row -> value(row) <= bound);
        }
        forgotten.clear();
        int kept = 0;
        for (int row = 0; row < table.size(); row++) {
            if (value(row) > bound) {
                table.rows().move(row, kept);
                kept++;
            } else {
                forgotten.add(table, row, windowMillis);
            }
        }
        table.rows().truncate(kept);
        remainders.add(forgotten, bound);
        for (int i = 0; i < derived.size(); i++) {
            derived.get(i).miss(forgotten, bound);
        }
    }

    /** Counts what finer sums forgot: of each key here so much at most. */
    void miss(Remainders ofFiner, long bound) {
        remainders.add(ofFiner, bound);
    }

    /** What counts for the rank of a key in the window in which it has more. */
    private long value(int row) {
        Metric metric = series.metric();
        return Math.max(
                metric.of(table.bytes(row), table.packets(row), table.flows(row)),
                metric.of(table.bytesBefore(row), table.packetsBefore(row), 0));
    }

    /** Hands out all sums, and forgets them. */
    @Override
    public void flush() {
        handOut();
        handedOut = 0;
    }

    private void handOut() {
        sums.derived().forEach(derived -> derived.add(table));
        parts.handOut(table, output);
        remainders.handOut(series, output);
        sums.clear();
    }
}
