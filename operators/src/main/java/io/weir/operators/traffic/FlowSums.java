package io.weir.operators.traffic;

/** Sums that flows are booked in. */
interface FlowSums {

    /** The sums by key, from which others may follow. */
    KeyedSums sums();

    /** Adds all entries. */
    void add(BookedFlows flows);

    /** Hands on all sums, and forgets them. */
    void flush();
}
