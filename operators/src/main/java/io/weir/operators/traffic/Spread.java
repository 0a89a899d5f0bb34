package io.weir.operators.traffic;

/** Over which windows the counters of a flow are booked. */
public enum Spread {
    /** Those between its start and its end, in proportion to time. */
    EVEN,
    /** The one that it ended in. */
    AT_END
}
