package io.weir.tcp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/** IPFIX messages as far as framing looks at them, told apart by their sequence number. */
public final class Messages {

    private static final int VERSION = 10;
    private static final int HEADER_BYTES = 16;
    private static final int SEQUENCE_OFFSET = 8;

    private Messages() {}

    /** A message without sets. */
    public static byte[] numbered(int number) {
        return numbered(number, HEADER_BYTES);
    }

    /** A message of so many bytes. */
    public static byte[] numbered(int number, int length) {
        ByteBuffer message = ByteBuffer.allocate(length);
        message.putShort((short) VERSION).putShort((short) length);
        message.putInt(SEQUENCE_OFFSET, number);
        return message.array();
    }

    public static int number(byte[] message) {
        return ByteBuffer.wrap(message).getInt(SEQUENCE_OFFSET);
    }

    /** All messages behind each other. */
    public static byte[] joined(List<byte[]> messages) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        messages.forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }
}
