package io.weir.job.output.kafka;

import java.util.Arrays;
import javax.annotation.Nullable;

/**
 * A message before it is a record of Kafka. It is used again for the next one as soon as the sink,
 * which is in the same chain, has made a record of it.
 */
final class KafkaMessage {

    @Nullable private byte[] key;
    private byte[] value = {};
    private long timestampMillis;

    /**
     * Takes a message, arrays included.
     *
     * @param newKey what tells the partition; null for any
     * @param newTimestampMillis event time
     */
    void set(@Nullable byte[] newKey, byte[] newValue, long newTimestampMillis) {
        key = newKey;
        value = newValue;
        timestampMillis = newTimestampMillis;
    }

    @Nullable
    byte[] key() {
        return key;
    }

    byte[] value() {
        return value;
    }

    long timestampMillis() {
        return timestampMillis;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KafkaMessage that
                && Arrays.equals(key, that.key)
                && Arrays.equals(value, that.value)
                && timestampMillis == that.timestampMillis;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(value) + Long.hashCode(timestampMillis);
    }
}
