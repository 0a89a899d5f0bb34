/**
 * Top-N of talkers per minute.
 *
 * <p>{@link io.weir.operators.topn.TalkerPreAggregator} sums up in the chain, {@link
 * io.weir.operators.topn.BucketTotals} holds the totals of a window in 64 fixed buckets of
 * addresses, {@link io.weir.operators.topn.TopMerge} merges the best of all buckets.
 */
package io.weir.operators.topn;
