package io.weir.operators.decode;

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
        if (bytes.length < LENGTH) {
            throw new IllegalStateException(
                    "The lifetime of an exporter has "
                            + bytes.length
                            + " bytes and not "
                            + LENGTH
                            + ". The state is damaged: restore an earlier savepoint.");
        }
        if (bytes[0] != VERSION) {
            throw new IllegalStateException(
                    "The lifetime of an exporter has format version "
                            + bytes[0]
                            + "; this build reads version "
                            + VERSION
                            + ". Run the build that wrote the state, or a newer one.");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new Lifetime(buffer.getLong(1), buffer.getLong(9));
    }
}
