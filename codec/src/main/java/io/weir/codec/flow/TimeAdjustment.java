package io.weir.codec.flow;

import java.util.ArrayList;
import java.util.List;

/** How the times of a flow were changed: the bits of {@link FlowField#TIME_ADJUSTMENT}. */
public final class TimeAdjustment {

    /** Moved by the skew of the exporter's clock, which is beyond the tolerance. */
    public static final long REANCHORED = 1;

    /** The flow ended in the future even so: its end was set to the time of receipt. */
    public static final long END_IN_FUTURE = 1 << 1;

    /** The flow began after its end: its start was set to its end. */
    public static final long START_AFTER_END = 1 << 2;

    /** The flow says no time of its end: that of export was taken. */
    public static final long END_FROM_EXPORT = 1 << 3;

    private static final String[] LABELS = {
        "reanchored", "end-in-future", "start-after-end", "end-from-export"
    };

    private TimeAdjustment() {}

    /** The names in documents of the adjustments, in the order of their bits. */
    public static List<String> labels(long adjustments) {
        List<String> labels = new ArrayList<>(LABELS.length);
        for (int bit = 0; bit < LABELS.length; bit++) {
            if ((adjustments & 1L << bit) != 0) {
                labels.add(LABELS[bit]);
            }
        }
        return labels;
    }
}
