package io.weir.codec.flow;

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

    private TimeAdjustment() {}
}
