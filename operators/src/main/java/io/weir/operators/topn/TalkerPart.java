package io.weir.operators.topn;

import io.weir.codec.IpAddress;

/**
 * A part of what a host sent in a window.
 *
 * @param windowStart Unix milliseconds, a whole minute
 */
public record TalkerPart(long windowStart, IpAddress host, long bytes, long packets, long flows) {

    /**
     * The number of fixed buckets that hosts are spread over. It does not depend on the
     * parallelism, so that a list per bucket stays right when the job is rescaled.
     */
    static final int BUCKETS = 64;

    /** The key of the totals that this part belongs to. */
    public WindowBucket bucket() {
        long mixed = (host.high() * 31 + host.low()) * 0x9e37_79b9_7f4a_7c15L;
        return new WindowBucket(windowStart, (int) (mixed >>> 58));
    }
}
