package io.weir.tcp.reader;

import io.netty.buffer.ByteBuf;
import io.weir.tcp.metrics.FramingError;
import javax.annotation.Nullable;

/**
 * Cuts the bytes of a connection into IPFIX messages by the length in their header (RFC 7011 §3.1
 * and §10.4), however they are dealt out to reads.
 *
 * <pre>
 * 0 | version = 10 | length of the message, header included |
 * </pre>
 *
 * A message is put together in the array that is handed on; a connection holds one at a time, at
 * most 64 KiB.
 */
final class MessageFramer {

    private static final int VERSION_BYTES = 2;
    private static final int PREFIX_BYTES = 4;
    private static final int HEADER_BYTES = 16;
    private static final int IPFIX_VERSION = 10;

    private final byte[] prefix = new byte[PREFIX_BYTES];

    /** The message as far as it has come; null until its length is known. */
    @Nullable private byte[] message;

    /** Bytes of the message that have come, those of the prefix included. */
    private int filled;

    /**
     * Takes bytes up to the end of the message.
     *
     * @return the message, or null if all bytes are taken and it is not complete yet
     * @throws FramingException if the bytes are no IPFIX message: nothing can be read after them
     */
    @Nullable
    byte[] next(ByteBuf in) throws FramingException {
        if (message == null && !readPrefix(in)) {
            return null;
        }
        take(in, message, message.length);
        if (filled < message.length) {
            return null;
        }
        byte[] complete = message;
        message = null;
        filled = 0;
        return complete;
    }

    /** Whether a message has begun and is not complete. */
    boolean isWithinMessage() {
        return filled > 0;
    }

    private boolean readPrefix(ByteBuf in) throws FramingException {
        take(in, prefix, PREFIX_BYTES);
        if (filled >= VERSION_BYTES && unsigned16(0) != IPFIX_VERSION) {
            throw new FramingException(
                    FramingError.VERSION, "a message of version " + unsigned16(0) + ", not 10");
        }
        if (filled < PREFIX_BYTES) {
            return false;
        }
        int length = unsigned16(VERSION_BYTES);
        if (length < HEADER_BYTES) {
            throw new FramingException(
                    FramingError.LENGTH, "a message of " + length + " bytes, fewer than 16");
        }
        message = new byte[length];
        System.arraycopy(prefix, 0, message, 0, PREFIX_BYTES);
        return true;
    }

    private void take(ByteBuf in, byte[] to, int end) {
        int bytes = Math.min(end - filled, in.readableBytes());
        in.readBytes(to, filled, bytes);
        filled += bytes;
    }

    private int unsigned16(int offset) {
        return (prefix[offset] & 0xff) << 8 | (prefix[offset + 1] & 0xff);
    }
}
