package io.weir.codec.sampling;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;

/**
 * Hands on a sample of the flows of an exporter that sends more per second of receipt than it may.
 *
 * <p>Of each stretch of {@code n} flows one is kept, chosen by chance, with its sampling interval
 * multiplied by {@code n}. As {@code n} is fixed before the stretch begins, each flow is kept with
 * probability {@code 1 / n} and counts {@code n}-fold: sums are conserved in the mean, and the
 * number of flows but for the last stretch. The chance comes from a fixed seed, so that the same
 * datagrams in the same order give the same sample.
 *
 * <p>Not thread-safe. Allocates nothing per flow.
 */
public final class FlowRateLimit {

    /** Hears how many flows are not handed on. */
    @FunctionalInterface
    public interface DropListener {

        void dropped(long flows);
    }

    private static final long GOLDEN = 0x9e37_79b9_7f4a_7c15L;

    private final long perSecond;
    private final DropListener listener;
    private final SamplingPace pace;
    private long random = GOLDEN;

    // The stretch: how many flows it has, which is kept, how many have passed.
    private int stretch = 1;
    private int chosen;
    private int passed;

    private int[] rows = {};

    /**
     * @param perSecond the most flows per second that are handed on; 0 is no limit
     */
    public FlowRateLimit(long perSecond, DropListener listener) {
        this.perSecond = perSecond;
        this.listener = listener;
        this.pace = new SamplingPace(perSecond);
    }

    /** Keeps the flows of the sample in the batch. */
    public void apply(FlowBatch batch) {
        if (perSecond == 0) {
            return;
        }
        int size = batch.size();
        if (rows.length < size) {
            rows = new int[size];
        }
        long received = batch.receivedMillis();
        pace.receivedAt(received);
        int kept = 0;
        for (int row = 0; row < size; row++) {
            if (keepsNext(received)) {
                multiplyInterval(batch, row);
                rows[kept++] = row;
            }
        }
        if (kept < size) {
            batch.retain(rows, kept);
            listener.dropped((long) size - kept);
        }
    }

    private boolean keepsNext(long receivedMillis) {
        if (passed == stretch) {
            passed = 0;
            stretch = pace.interval(receivedMillis);
            chosen = below(stretch);
        }
        pace.seen();
        boolean keep = passed++ == chosen;
        if (keep) {
            pace.kept();
        }
        return keep;
    }

    private void multiplyInterval(FlowBatch batch, int row) {
        if (stretch == 1) {
            return;
        }
        long interval = Math.max(1, batch.getOr(FlowField.SAMPLING_INTERVAL, row, 1));
        boolean fits = interval <= Long.MAX_VALUE / stretch;
        batch.set(FlowField.SAMPLING_INTERVAL, row, fits ? interval * stretch : Long.MAX_VALUE);
    }

    /** A number from 0 to {@code bound} - 1 (SplitMix64; Steele, Lea, Flood 2014). */
    private int below(int bound) {
        random += GOLDEN;
        long mixed = (random ^ random >>> 30) * 0xbf58_476d_1ce4_e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d0_49bb_1331_11ebL;
        mixed ^= mixed >>> 31;
        return (int) (((mixed >>> 32) * bound) >>> 32);
    }
}
