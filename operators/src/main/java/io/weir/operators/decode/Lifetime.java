package io.weir.operators.decode;

import io.weir.codec.store.StoredFormat;
import java.nio.ByteBuffer;

/**
 * Since when an exporter is known, and until when if nothing more is heard of it.
 *
 * <pre>
 * | version (1) = 1 | first heard, Unix milliseconds (8) | to be forgotten, the same (8) |
 * </pre>
 */
record Lifetime(long sinceMillis, long untilMillis) {

    private static final byte VERSION = 1;
    private static final int LENGTH = 17;
    private static final StoredFormat FORMAT =
            new StoredFormat("The lifetime of an exporter", VERSION, LENGTH);

    byte[] toBytes() {
        return ByteBuffer.allocate(LENGTH)
                .put(VERSION)
                .putLong(sinceMillis)
                .putLong(untilMillis)
                .array();
    }

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @throws IllegalStateException if a newer version wrote it, or something else did
     */
    static Lifetime ofBytes(byte[] bytes) {
        FORMAT.check(bytes);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new Lifetime(buffer.getLong(1), buffer.getLong(9));
    }
}
