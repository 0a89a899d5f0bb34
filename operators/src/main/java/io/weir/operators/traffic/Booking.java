package io.weir.operators.traffic;

/** Finds the keys of flows in one dimension. May keep caches: one per thread. */
interface Booking {

    /** Books an entry under the key of its flow, or several; under none if it has none. */
    void book(BookedFlows flows, int entry, DimensionSums sums);
}
