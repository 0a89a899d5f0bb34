package io.weir.operators.detect;

import org.apache.flink.metrics.MetricGroup;

/**
 * Picks the flows of a batch that are evidence of one kind. It sees every flow: what is none must
 * cost a few nanoseconds, and nothing may be allocated per flow. Both ways of a record count, each
 * by itself.
 */
interface EvidenceSieve {

    /** Adds what is evidence in these flows. */
    void sift(FlowsByProtocol flows, EvidenceSums sums);

    /** Registers what it has to tell of itself. */
    default void register(MetricGroup metrics) {}

    /**
     * Whether what was seen of a suspect of whom nothing was told is told at all, where most of
     * what is sifted turns out to be ordinary.
     *
     * @param flows that would be evidence, at least 1
     * @param observations distinct ones of them
     * @param answered flows of the suspect that were answered
     */
    default boolean isWorthTelling(long flows, long observations, long answered) {
        return true;
    }

    /**
     * Whether what was seen of a suspect within a pane can wait for more before it is told. Answers
     * alone decide nothing.
     *
     * @param flows that are evidence
     * @param observations distinct ones of them
     * @param isTold whether something was told of the suspect in the last seconds
     */
    default boolean mayWait(long flows, long observations, boolean isTold) {
        return flows == 0;
    }

    /** Gives back what it has open. */
    default void close() {}
}
