package io.weir.operators.traffic;

import io.weir.operators.tables.DistinctSketches;
import javax.annotation.Nullable;

/**
 * Parts of the sums of a bucket in a window: what was added to each of some keys. Its arrays are
 * not to be changed.
 */
public final class TrafficParts {

    private static final int COUNTERS = 3;

    private final Dimension dimension;
    private final int windowSeconds;
    private final int bucket;
    private final long windowEnd;
    private final long[] values;
    @Nullable private final String[] texts;
    @Nullable private final DistinctSketches[] distincts;
    private final Remainder remainder;

    /**
     * @param values for each part the longs of its key, bytes, packets, flows
     * @param texts for each part that of its key or null; null if no key has one
     * @param distincts likewise
     */
    TrafficParts(
            Dimension dimension,
            int windowSeconds,
            int bucket,
            long windowEnd,
            long[] values,
            @Nullable String[] texts,
            @Nullable DistinctSketches[] distincts,
            Remainder remainder) {
        this.dimension = dimension;
        this.windowSeconds = windowSeconds;
        this.bucket = bucket;
        this.windowEnd = windowEnd;
        this.values = values;
        this.texts = texts;
        this.distincts = distincts;
        this.remainder = remainder;
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

    /** The end of the window, exclusive, Unix milliseconds. */
    long windowEnd() {
        return windowEnd;
    }

    long[] values() {
        return values;
    }

    @Nullable
    String[] texts() {
        return texts;
    }

    @Nullable
    String text(int part) {
        return texts == null ? null : texts[part];
    }

    @Nullable
    DistinctSketches[] distincts() {
        return distincts;
    }

    @Nullable
    DistinctSketches distinct(int part) {
        return distincts == null ? null : distincts[part];
    }

    Remainder remainder() {
        return remainder;
    }

    int count() {
        return values.length / stride();
    }

    int stride() {
        return stride(dimension);
    }

    static int stride(Dimension dimension) {
        return dimension.keyLength() + COUNTERS;
    }
}
