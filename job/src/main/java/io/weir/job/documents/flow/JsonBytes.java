package io.weir.job.documents.flow;

import java.io.OutputStream;
import java.util.Arrays;

/** The bytes of the document being written. Not thread-safe. */
final class JsonBytes extends OutputStream {

    private byte[] bytes;
    private int length;

    JsonBytes(int capacity) {
        bytes = new byte[capacity];
    }

    @Override
    public void write(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
    }

    @Override
    public void write(byte[] from, int offset, int count) {
        reserve(count);
        System.arraycopy(from, offset, bytes, length, count);
        length += count;
    }

    private void reserve(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
        }
    }

    void clear() {
        length = 0;
    }

    int length() {
        return length;
    }

    /** A copy of all that was written. */
    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    /** What was written from one position to another; good until more is. */
    JsonRange range(int from, int to) {
        return new JsonRange(bytes, from, to);
    }
}
