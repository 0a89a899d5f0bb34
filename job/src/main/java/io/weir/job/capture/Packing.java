package io.weir.job.capture;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** How a capture file can be packed. */
enum Packing {
    /** RFC 1952. */
    GZIP {
        @Override
        InputStream unpack(InputStream packed) throws IOException {
            return new GZIPInputStream(packed, BUFFER_BYTES);
        }
    },

    /** RFC 8878. */
    ZSTD {
        @Override
        InputStream unpack(InputStream packed) throws IOException {
            try {
                return new ZstdInputStreamNoFinalizer(packed);
            } catch (LinkageError e) {
                throw new IOException(
                        "zstd's native library cannot be loaded here ("
                                + e.getMessage()
                                + "); unpack the file first: zstd -d FILE",
                        e);
            }
        }
    };

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int ZSTD_MAGIC = 0x28b5_2ffd;

    /** A frame that decoders skip, as pzstd puts before each other one; the low digit is free. */
    private static final int ZSTD_SKIPPABLE = 0x502a_4d18;

    private static final int ZSTD_SKIPPABLE_MASK = 0xf0ff_ffff;

    /**
     * What the first four bytes of a file tell, in network order.
     *
     * @return null if it is not packed
     */
    static Packing of(int magic) {
        if (magic >>> 16 == GZIP_MAGIC) {
            return GZIP;
        }
        return magic == ZSTD_MAGIC || (magic & ZSTD_SKIPPABLE_MASK) == ZSTD_SKIPPABLE ? ZSTD : null;
    }

    /** The content of a file that is packed so. */
    abstract InputStream unpack(InputStream packed) throws IOException;

    /**
     * Whether the packed bytes end too early; zstd's stream has the same code for damage. {@link
     * GZIPInputStream} throws {@link java.io.EOFException} by itself.
     */
    static boolean isCut(ZstdIOException e) {
        return "Truncated source".equals(e.getMessage());
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
