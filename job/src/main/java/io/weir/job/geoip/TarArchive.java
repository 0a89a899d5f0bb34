package io.weir.job.geoip;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads the one file that is needed out of a tar archive (POSIX ustar): blocks of 512 bytes, for
 * each file a header with its name (bytes 0-99) and its size in octal (124-135), then its content.
 */
final class TarArchive {

    private static final int BLOCK_BYTES = 512;
    private static final int NAME_BYTES = 100;
    private static final int SIZE_OFFSET = 124;
    private static final int SIZE_BYTES = 12;

    private TarArchive() {}

    /**
     * Moves to the content of the first file with a name that ends so.
     *
     * @return its content, up to its end
     * @throws IOException if there is none, or the archive is cut off
     */
    static InputStream seek(InputStream archive, String ending) throws IOException {
        byte[] header = new byte[BLOCK_BYTES];
        while (archive.readNBytes(header, 0, BLOCK_BYTES) == BLOCK_BYTES && header[0] != 0) {
            long size = size(header);
            if (text(header, 0, NAME_BYTES).endsWith(ending)) {
                return new Content(archive, size);
            }
            archive.skipNBytes((size + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES);
        }
        throw new IOException("the archive holds no " + ending + " file");
    }

    private static long size(byte[] header) throws IOException {
        String octal = text(header, SIZE_OFFSET, SIZE_BYTES).strip();
        try {
            return Long.parseLong(octal, 8);
        } catch (NumberFormatException e) {
            throw new IOException("the archive is no tar file", e);
        }
    }

    private static String text(byte[] header, int offset, int bytes) {
        int end = offset;
        while (end < offset + bytes && header[end] != 0) {
            end++;
        }
        return new String(header, offset, end - offset, StandardCharsets.UTF_8);
    }

    /** As many bytes as the header says, no fewer. */
    private static final class Content extends InputStream {

        private final InputStream archive;
        private long left;

        Content(InputStream archive, long size) {
            this.archive = archive;
            left = size;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = archive.read(bytes, offset, (int) Math.min(length, left));
            if (read < 0) {
                throw new EOFException("the archive is cut off");
            }
            left -= read;
            return read;
        }

        @Override
        public void close() throws IOException {
            archive.close();
        }
    }
}
