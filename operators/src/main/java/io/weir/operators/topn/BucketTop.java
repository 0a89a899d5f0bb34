package io.weir.operators.topn;

import java.util.List;

/**
 * The best talkers of a bucket, with the sum of all of them.
 *
 * @param best best first
 * @param all the traffic of all hosts in the bucket; its host is null
 */
public record BucketTop(WindowBucket bucket, List<Talker> best, Talker all) {

    public BucketTop {
        best = List.copyOf(best);
    }

    /** The window that the merge is keyed by. */
    public long windowStart() {
        return bucket.windowStart();
    }
}
