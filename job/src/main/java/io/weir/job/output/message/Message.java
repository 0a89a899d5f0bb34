package io.weir.job.output.message;

import java.util.Arrays;
import javax.annotation.Nullable;

/**
 * An element of a stream in bytes. It is used again for the next one as soon as the sink, which is
 * in the same chain, has taken it; its arrays are not.
 */
public final class Message {

    @Nullable private byte[] key;
    private byte[] value = {};
    private long timestampMillis;

    /**
     * Takes a message, arrays included.
     *
     * @param newKey what tells the partition; null for any
     * @param newTimestampMillis event time
     */
    public void set(@Nullable byte[] newKey, byte[] newValue, long newTimestampMillis) {
        key = newKey;
        value = newValue;
        timestampMillis = newTimestampMillis;
    }

    /** What tells the partition; null for any. */
    @Nullable
    public byte[] key() {
        return key;
    }

    /** Not to be changed. */
    public byte[] value() {
        return value;
    }

    /** Event time. */
    public long timestampMillis() {
        return timestampMillis;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Message that
                && Arrays.equals(key, that.key)
                && Arrays.equals(value, that.value)
                && timestampMillis == that.timestampMillis;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(value) + Long.hashCode(timestampMillis);
    }
}
