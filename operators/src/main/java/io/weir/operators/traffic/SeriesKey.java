package io.weir.operators.traffic;

/**
 * One bucket of the keys of a dimension: what totals are partitioned by.
 *
 * @param dimension the {@link Dimension#code}
 * @param windowSeconds the size of the windows
 * @param bucket 0 to {@link #BUCKETS} - 1
 */
public record SeriesKey(int dimension, int windowSeconds, int bucket) {

    /**
     * The number of fixed buckets that keys are spread over. It does not depend on the parallelism,
     * so that a list per bucket stays right when the job is rescaled.
     */
    public static final int BUCKETS = 64;

    private static final int BUCKET_SHIFT = 58;

    /** The bucket of a key: the upper bits of its hash, of which tables take the lower ones. */
    static int bucket(long hash) {
        return (int) (hash >>> BUCKET_SHIFT);
    }
}
