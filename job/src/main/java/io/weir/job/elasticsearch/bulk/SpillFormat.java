package io.weir.job.elasticsearch.bulk;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * A request as it is on disk.
 *
 * <pre>
 * | "WEIR" (int) | version (int) | CRC-32C of all behind it (int) | length (int) | request |
 * </pre>
 *
 * <p>The request is as in the state ({@link BulkSerializer}), whose version it is. Each version has
 * checksum and length at this place, so that a file of a later one is told from a damaged one.
 */
final class SpillFormat {

    static final int HEADER_BYTES = 4 * Integer.BYTES;

    private static final int MAGIC = 0x57454952;
    private static final BulkSerializer SERIALIZER = new BulkSerializer();

    private SpillFormat() {}

    static void write(Bulk bulk, OutputStream to) throws IOException {
        byte[] request = SERIALIZER.serialize(bulk);
        to.write(
                ByteBuffer.allocate(HEADER_BYTES)
                        .putInt(MAGIC)
                        .putInt(SERIALIZER.getVersion())
                        .putInt(checksum(SERIALIZER.getVersion(), request.length, request, 0))
                        .putInt(request.length)
                        .array());
        to.write(request);
    }

    /** How many octets a request takes. */
    static long length(Bulk bulk) {
        return HEADER_BYTES + SERIALIZER.length(bulk);
    }

    /**
     * The request that was written.
     *
     * @param file all of the file
     * @throws DamagedSpillException if it is not that
     * @throws IOException if a later version wrote it
     */
    static Bulk read(byte[] file) throws IOException {
        if (file.length < HEADER_BYTES) {
            throw new DamagedSpillException("has only " + file.length + " octets");
        }
        ByteBuffer header = ByteBuffer.wrap(file);
        if (header.getInt() != MAGIC) {
            throw new DamagedSpillException("does not begin as such files do");
        }
        int version = header.getInt();
        int checksum = header.getInt();
        int length = header.getInt();
        if (length != file.length - HEADER_BYTES) {
            throw new DamagedSpillException(
                    "has " + (file.length - HEADER_BYTES) + " octets instead of " + length);
        }
        if (checksum != checksum(version, length, file, HEADER_BYTES)) {
            throw new DamagedSpillException("does not have its checksum");
        }
        return SERIALIZER.deserialize(version, Arrays.copyOfRange(file, HEADER_BYTES, file.length));
    }

    private static int checksum(int version, int length, byte[] bytes, int from) {
        CRC32C checksum = new CRC32C();
        checksum.update(
                ByteBuffer.allocate(2 * Integer.BYTES).putInt(version).putInt(length).flip());
        checksum.update(bytes, from, bytes.length - from);
        return (int) checksum.getValue();
    }
}
