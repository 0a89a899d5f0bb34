package io.weir.operators.traffic;

import javax.annotation.Nullable;

/**
 * Parts of the sums of a bucket: for each of some keys and windows what was added. Its arrays are
 * not to be changed.
 */
public final class TrafficParts {

    private final Dimension dimension;
    private final int windowSeconds;
    private final int bucket;
    private final long[] values;
    @Nullable private final String[] texts;
    private final long[] remainders;

    /**
     * @param values for each part the end of its window, the longs of its key, bytes, packets,
     *     flows
     * @param texts for each part that of its key or null; null if no key has one
     * @param remainders for each window the values of {@link Remainders}
     */
    TrafficParts(
            Dimension dimension,
            int windowSeconds,
            int bucket,
            long[] values,
            @Nullable String[] texts,
            long[] remainders) {
        this.dimension = dimension;
        this.windowSeconds = windowSeconds;
        this.bucket = bucket;
        this.values = values;
        this.texts = texts;
        this.remainders = remainders;
    }

    /** What totals are partitioned by. */
    public SeriesKey key() {
        return new SeriesKey(dimension.code(), windowSeconds, bucket);
    }

    Dimension dimension() {
        return dimension;
    }

    int windowSeconds() {
        return windowSeconds;
    }

    int bucket() {
        return bucket;
    }

    long[] values() {
        return values;
    }

    @Nullable
    String[] texts() {
        return texts;
    }

    long[] remainders() {
        return remainders;
    }

    int count() {
        return values.length / stride();
    }

    /** The end, exclusive, of the window of a part. */
    long windowEnd(int part) {
        return values[part * stride()];
    }

    int stride() {
        return stride(dimension);
    }

    static int stride(Dimension dimension) {
        return 1 + dimension.keyLength() + 3;
    }
}
