package io.weir.job.output.message;

import javax.annotation.Nullable;

/** Takes messages for the topic of a stream. */
@FunctionalInterface
interface MessageCollector {

    /**
     * Takes a message; its arrays are not to be changed any more.
     *
     * @param key what tells the partition; null for any
     * @param timestampMillis event time
     */
    void add(@Nullable byte[] key, byte[] value, long timestampMillis);
}
