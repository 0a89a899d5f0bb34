package io.weir.operators.traffic;

/** Finds the keys of flows in one dimension. May keep caches: one per thread. */
interface Booking {

    /** Books nothing. */
    Booking NONE = (flows, sums) -> {};

    /**
     * Books each entry under the key of its flow, or several; under none if it has none. It is all
     * entries at a time, so that each dimension gets a loop of its own from the compiler.
     */
    void book(BookedFlows flows, KeySink sums);
}
