/**
 * Traffic by dimension and window of time: rollups, the sum of each key, and Top-N, the best keys.
 *
 * <p>{@link io.weir.operators.traffic.TrafficPreAggregator} sums up in the chain of the flows,
 * {@link io.weir.operators.traffic.TrafficTotals} holds the sums of windows in 64 fixed buckets of
 * keys, {@link io.weir.operators.traffic.TopMerge} merges the best of all buckets.
 */
package io.weir.operators.traffic;
