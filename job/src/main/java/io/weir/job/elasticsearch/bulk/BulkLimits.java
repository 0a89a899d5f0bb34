package io.weir.job.elasticsearch.bulk;

import java.io.Serializable;
import java.time.Duration;

/**
 * How documents are put together and how many may wait.
 *
 * @param items the most documents in one request
 * @param bytes the size at which a request is sent
 * @param flushInterval the longest that a document waits for its request to fill
 * @param concurrency requests under way at a time
 * @param waitingBytes what may wait for Elasticsearch, of each subtask
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
        WhenFull whenFull,
        Duration firstPause,
        Duration longestPause)
        implements Serializable {

    long flushMillis() {
        return flushInterval.toMillis();
    }
}
