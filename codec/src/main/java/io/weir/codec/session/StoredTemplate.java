package io.weir.codec.session;

import io.weir.codec.MalformedDatagramException;
import io.weir.codec.store.StoredFormat;
import io.weir.codec.template.Template;
import io.weir.codec.template.TemplateFormat;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A template record as received, with the time of its last receipt.
 *
 * <pre>
 * | version (1) = 1 | options (1) | received, Unix milliseconds (8) | template record as received |
 * </pre>
 */
final class StoredTemplate {

    private static final byte VERSION = 1;
    private static final int HEADER_LENGTH = 10;
    private static final StoredFormat FORMAT =
            new StoredFormat("A stored template", VERSION, HEADER_LENGTH);

    private final byte[] bytes;

    private StoredTemplate(byte[] bytes) {
        this.bytes = bytes;
    }

    static StoredTemplate of(
            byte[] datagram, int from, int length, boolean options, long receivedMillis) {
        ByteBuffer buffer = ByteBuffer.allocate(HEADER_LENGTH + length);
        buffer.put(VERSION).put((byte) (options ? 1 : 0)).putLong(receivedMillis);
        buffer.put(datagram, from, length);
        return new StoredTemplate(buffer.array());
    }

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @throws IllegalStateException if a newer version wrote it, or something else did
     */
    static StoredTemplate ofBytes(byte[] bytes) {
        FORMAT.check(bytes);
        return new StoredTemplate(bytes);
    }

    byte[] toBytes() {
        return bytes;
    }

    long receivedMillis() {
        return ByteBuffer.wrap(bytes).getLong(2);
    }

    /** Whether both hold the same record, whenever they were received. */
    boolean sameRecord(StoredTemplate other) {
        return bytes[1] == other.bytes[1]
                && Arrays.equals(
                        bytes,
                        HEADER_LENGTH,
                        bytes.length,
                        other.bytes,
                        HEADER_LENGTH,
                        other.bytes.length);
    }

    Template parse(TemplateFormat format) throws MalformedDatagramException {
        return format.parse(bytes, HEADER_LENGTH, bytes.length, bytes[1] == 1);
    }
}
