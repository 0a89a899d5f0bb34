package io.weir.operators.topn;

/**
 * One bucket of hosts in one window: the key of the totals.
 *
 * @param windowStart Unix milliseconds
 * @param bucket 0 to {@link TalkerPart#BUCKETS} - 1
 */
public record WindowBucket(long windowStart, int bucket) {}
