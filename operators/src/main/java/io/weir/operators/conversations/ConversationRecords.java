package io.weir.operators.conversations;

/** Records of flows whose conversations are in one bucket. Its array is not to be changed. */
public final class ConversationRecords {

    /**
     * The number of fixed buckets that conversations are spread over. It does not depend on the
     * parallelism, so that the table of a bucket stays right when the job is rescaled.
     */
    public static final int BUCKETS = 64;

    private static final int BUCKET_SHIFT = 58;

    private final int bucket;
    private final long[] values;

    /**
     * @param bucket 0 to {@link #BUCKETS} - 1
     * @param values of each record, by {@link RecordLayout}
     */
    ConversationRecords(int bucket, long[] values) {
        this.bucket = bucket;
        this.values = values;
    }

    /** The bucket of a key with this hash. */
    static int bucketOf(long hash) {
        return (int) (hash >>> BUCKET_SHIFT);
    }

    /** What conversations are partitioned by, 0 to {@link #BUCKETS} - 1. */
    public int bucket() {
        return bucket;
    }

    long[] values() {
        return values;
    }

    int count() {
        return values.length / RecordLayout.STRIDE;
    }
}
