package io.weir.job.elasticsearch.bulk;

import java.io.Serializable;
import java.time.Duration;
import javax.annotation.Nullable;

/**
 * How documents are put together and how many may wait.
 *
 * @param items the most documents in one request
 * @param bytes the size at which a request is sent
 * @param flushInterval the longest that a document waits for its request to fill
 * @param concurrency requests under way at a time
 * @param waitingBytes what may wait for Elasticsearch in memory, of each subtask
 * @param spill what of more may wait on disk; null for nothing
 * @param whenFull what becomes of more
 * @param firstPause after a failure
 * @param longestPause after many
 */
public record BulkLimits(
        int items,
        int bytes,
        Duration flushInterval,
        int concurrency,
        long waitingBytes,
        @Nullable SpillLimits spill,
        WhenFull whenFull,
        Duration firstPause,
        Duration longestPause)
        implements Serializable {

    /** Without a disk. */
    public BulkLimits(
            int items,
            int bytes,
            Duration flushInterval,
            int concurrency,
            long waitingBytes,
            WhenFull whenFull,
            Duration firstPause,
            Duration longestPause) {
        this(
                items,
                bytes,
                flushInterval,
                concurrency,
                waitingBytes,
                null,
                whenFull,
                firstPause,
                longestPause);
    }

    /** The same, with a disk. Is of use only to a stream that does not wait. */
    public BulkLimits withSpill(@Nullable SpillLimits limits) {
        return new BulkLimits(
                items,
                bytes,
                flushInterval,
                concurrency,
                waitingBytes,
                limits,
                whenFull,
                firstPause,
                longestPause);
    }
}
