package io.weir.operators.enrich.geo;

import com.maxmind.db.Metadata;
import io.weir.codec.IpAddress;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The binary search tree at the start of a MaxMind DB file: one node per bit of the address, each
 * with a left (0) and a right (1) record.
 *
 * <pre>
 * 24 bits   | left 0-2 | right 3-5 |
 * 28 bits   | left 0-2 | high nibble: top of left, low nibble: top of right | right 4-6 |
 * 32 bits   | left 0-3 | right 4-7 |
 * </pre>
 *
 * <p>A record below the number of nodes is the next node, equal to it means nothing is known, above
 * it a place in the data section. MaxMind's reader walks the same tree, but needs objects for the
 * address and the answer and decodes each time; this walk gives the place alone and allocates
 * nothing, so that a record is decoded once, by that reader.
 */
final class SearchTree {

    /** Between the tree and the data section; a pointer's first meaningful value. */
    private static final int SEPARATOR_BYTES = 16;

    private static final int IPV4_FIRST_BIT = 96;
    private static final int ADDRESS_BITS = 128;

    private final ByteBuffer file;
    private final int nodeCount;
    private final int nodeBytes;
    private final int recordBits;
    private final boolean holdsIpv6;
    private final long ipv4Start;

    /**
     * @param file the whole file; read at absolute positions only, so that threads share it
     * @throws IOException if the tree does not fit into the file
     */
    SearchTree(ByteBuffer file, Metadata metadata) throws IOException {
        this.file = file;
        recordBits = metadata.recordSize();
        if (recordBits != 24 && recordBits != 28 && recordBits != 32) {
            throw new IOException("its search tree has records of " + recordBits + " bits");
        }
        nodeBytes = recordBits / 4;
        if (metadata.nodeCount() > (file.capacity() - SEPARATOR_BYTES) / nodeBytes) {
            throw new IOException(
                    "its search tree of "
                            + metadata.nodeCount()
                            + " nodes is longer than the file");
        }
        nodeCount = (int) metadata.nodeCount();
        holdsIpv6 = metadata.ipVersion() == 6;
        ipv4Start = holdsIpv6 ? walk(0, 0, 0, 0, IPV4_FIRST_BIT) : 0;
    }

    /**
     * Where the record of an address is, in bytes from the start of the data section plus the
     * separator's 16; 0 if there is none. IPv4-mapped addresses are looked up as IPv4.
     */
    int find(long high, long low) {
        long record;
        if (IpAddress.isIpv4(high, low)) {
            record = walk(ipv4Start, 0, low, IPV4_FIRST_BIT, ADDRESS_BITS);
        } else if (holdsIpv6) {
            record = walk(0, high, low, 0, ADDRESS_BITS);
        } else {
            return 0;
        }
        return record > nodeCount && record <= Integer.MAX_VALUE ? (int) (record - nodeCount) : 0;
    }

    private long walk(long start, long high, long low, int firstBit, int endBit) {
        long record = start;
        for (int bit = firstBit; bit < endBit && record < nodeCount; bit++) {
            long half = bit < Long.SIZE ? high : low;
            record = child((int) record, (int) (half >>> (Long.SIZE - 1 - bit)) & 1);
        }
        return record;
    }

    private long child(int node, int side) {
        int offset = node * nodeBytes;
        return switch (recordBits) {
            case 24 -> side == 0 ? file.getInt(offset) >>> 8 : file.getInt(offset + 2) & 0xff_ffff;
            case 28 -> {
                if (side == 1) {
                    yield file.getInt(offset + 3) & 0xfff_ffff;
                }
                int left = file.getInt(offset);
                yield left >>> 8 | (left & 0xf0) << 20;
            }
            default -> file.getInt(offset + 4 * side) & 0xffff_ffffL;
        };
    }
}
