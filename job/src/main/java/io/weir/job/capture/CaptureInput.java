package io.weir.job.capture;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The bytes of a capture file, unpacked if it is packed, read forward with the byte order set last.
 *
 * <p>Every read throws {@link EOFException} if the file ends before it is satisfied.
 */
final class CaptureInput implements Closeable {

    private static final int BUFFER_BYTES = 64 * 1024;

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
            Packing packing = Packing.of(peek(in));
            if (packing != null) {
                in = buffered(UnpackedStream.open(in, packing, file));
                requireContent(in, packing, file);
            }
            return new CaptureInput(file, in);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** A packed file without its first bytes tells nothing, not even what is packed. */
    private static void requireContent(InputStream in, Packing packing, Path file)
            throws IOException {
        try {
            peek(in);
        } catch (EOFException e) {
            throw new CaptureFormatException(file, 0, packing + " data", "the end of the file");
        }
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
        boolean end = in.read() < 0;
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
        int value = in.read();
        if (value < 0) {
            throw new EOFException();
        }
        offset++;
        return value;
    }

    void readFully(byte[] to, int length) throws IOException {
        int read = in.readNBytes(to, 0, length);
        offset += read;
        if (read < length) {
            throw new EOFException();
        }
    }

    void skip(long length) throws IOException {
        in.skipNBytes(length);
        offset += length;
    }

    CaptureFormatException damaged(long at, String expected, Object found) {
        return new CaptureFormatException(file, at, expected, String.valueOf(found));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
