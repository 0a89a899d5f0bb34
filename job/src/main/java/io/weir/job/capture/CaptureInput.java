package io.weir.job.capture;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The bytes of a capture file, unpacked if it is gzip, read forward with the byte order set last.
 *
 * <p>Every read throws {@link EOFException} if the file ends before it is satisfied.
 */
final class CaptureInput implements Closeable {

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int GZIP_MAGIC = 0x1f8b;

    private final Path file;
    private final InputStream in;
    private long offset;
    private ByteOrder order = ByteOrder.BIG_ENDIAN;

    private CaptureInput(Path file, InputStream in) {
        this.file = file;
        this.in = in;
    }

    static CaptureInput open(Path file) throws IOException {
        InputStream in = buffered(Files.newInputStream(file));
        try {
            if (peek(in) >>> 16 == GZIP_MAGIC) {
                in = buffered(new GZIPInputStream(in, BUFFER_BYTES));
                peek(in);
            }
        } catch (EOFException | ZipException e) {
            in.close();
            throw new CaptureFormatException(file, 0, "gzip data", e.getMessage());
        } catch (IOException e) {
            in.close();
            throw e;
        }
        return new CaptureInput(file, in);
    }

    private static InputStream buffered(InputStream in) {
        return new BufferedInputStream(in, BUFFER_BYTES);
    }

    Path file() {
        return file;
    }

    /** How many bytes have been read or skipped. */
    long offset() {
        return offset;
    }

    ByteOrder order() {
        return order;
    }

    void order(ByteOrder newOrder) {
        this.order = newOrder;
    }

    boolean isAtEnd() throws IOException {
        in.mark(1);
        boolean end = readByteOrEnd() < 0;
        in.reset();
        return end;
    }

    /**
     * The next four bytes in network order, without reading them; zeros stand for bytes missing.
     */
    int peekMagic() throws IOException {
        return peek(in);
    }

    private static int peek(InputStream in) throws IOException {
        in.mark(Integer.BYTES);
        byte[] magic = new byte[Integer.BYTES];
        in.readNBytes(magic, 0, magic.length);
        in.reset();
        return PacketBytes.int32(magic, 0);
    }

    int readInt() throws IOException {
        int value = readByte() << 24 | readByte() << 16 | readByte() << 8 | readByte();
        return order == ByteOrder.BIG_ENDIAN ? value : Integer.reverseBytes(value);
    }

    long readUnsignedInt() throws IOException {
        return Integer.toUnsignedLong(readInt());
    }

    int readUnsignedShort() throws IOException {
        int value = readByte() << 8 | readByte();
        return order == ByteOrder.BIG_ENDIAN
                ? value
                : Short.toUnsignedInt(Short.reverseBytes((short) value));
    }

    int readByte() throws IOException {
        int value = readByteOrEnd();
        if (value < 0) {
            throw new EOFException();
        }
        offset++;
        return value;
    }

    private int readByteOrEnd() throws IOException {
        try {
            return in.read();
        } catch (ZipException e) {
            throw damagedGzip(e);
        }
    }

    void readFully(byte[] to, int length) throws IOException {
        try {
            int read = in.readNBytes(to, 0, length);
            offset += read;
            if (read < length) {
                throw new EOFException();
            }
        } catch (ZipException e) {
            throw damagedGzip(e);
        }
    }

    void skip(long length) throws IOException {
        try {
            in.skipNBytes(length);
            offset += length;
        } catch (ZipException e) {
            throw damagedGzip(e);
        }
    }

    private CaptureFormatException damagedGzip(ZipException cause) {
        CaptureFormatException damaged = damaged(offset, "gzip data", cause.getMessage());
        damaged.initCause(cause);
        return damaged;
    }

    CaptureFormatException damaged(long at, String expected, Object found) {
        return new CaptureFormatException(file, at, expected, String.valueOf(found));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
