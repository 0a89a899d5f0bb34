package io.weir.job.capture;

import com.github.luben.zstd.ZstdIOException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.ZipException;

/**
 * The content of a packed file. Where the packed bytes are damaged it throws {@link
 * CaptureFormatException}, and {@link EOFException} where they end too early; what comes before is
 * given out.
 */
final class UnpackedStream extends InputStream {

    private final InputStream unpacked;
    private final Packing packing;
    private final Path file;
    private long offset;

    private UnpackedStream(InputStream unpacked, Packing packing, Path file) {
        this.unpacked = unpacked;
        this.packing = packing;
        this.file = file;
    }

    static UnpackedStream open(InputStream packed, Packing packing, Path file) throws IOException {
        try {
            return new UnpackedStream(packing.unpack(packed), packing, file);
        } catch (EOFException e) {
            throw new CaptureFormatException(file, 0, packing + " data", "the end of the file");
        } catch (ZipException e) {
            throw damaged(file, 0, packing, e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] to, int at, int length) throws IOException {
        try {
            int read = unpacked.read(to, at, length);
            offset += Math.max(0, read);
            return read;
        } catch (ZipException e) {
            throw damaged(file, offset, packing, e);
        } catch (ZstdIOException e) {
            if (Packing.isCut(e)) {
                throw new EOFException();
            }
            throw damaged(file, offset, packing, e);
        }
    }

    private static CaptureFormatException damaged(
            Path file, long offset, Packing packing, IOException cause) {
        CaptureFormatException damaged =
                new CaptureFormatException(file, offset, packing + " data", cause.getMessage());
        damaged.initCause(cause);
        return damaged;
    }

    @Override
    public void close() throws IOException {
        unpacked.close();
    }
}
