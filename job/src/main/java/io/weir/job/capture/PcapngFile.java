package io.weir.job.capture;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A pcapng file (draft-ietf-opsawg-pcapng): sections of either byte order, several interfaces,
 * enhanced, simple and obsolete packet blocks. Other blocks are skipped.
 *
 * <pre>
 * | block type | total length | body, padded to 4 bytes | total length |
 * </pre>
 */
final class PcapngFile implements PacketFile {

    static final int SECTION_HEADER = 0x0a0d0d0a;

    private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;
    private static final int INTERFACE_DESCRIPTION = 1;
    private static final int OBSOLETE_PACKET = 2;
    private static final int SIMPLE_PACKET = 3;
    private static final int ENHANCED_PACKET = 6;
    private static final int BLOCK_FRAME = 12;
    private static final int MAX_INTERFACES = 65_536;

    private final CaptureInput input;
    private final List<PcapngInterface> interfaces = new ArrayList<>();
    private long lastMicros;

    /**
     * @param firstMicros the time of simple packets that come before any packet with a time, Unix
     *     microseconds; later ones take the time of the packet before
     */
    PcapngFile(CaptureInput input, long firstMicros) {
        this.input = input;
        this.lastMicros = firstMicros;
    }

    @Override
    public boolean next(CapturedPacket packet) throws IOException {
        while (!input.isAtEnd()) {
            if (readBlock(packet)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the block held a packet. */
    private boolean readBlock(CapturedPacket packet) throws IOException {
        long start = input.offset();
        int type = input.readInt();
        if (type == SECTION_HEADER) {
            readSectionHeader(start);
            return false;
        }
        long length = input.readUnsignedInt();
        checkLength(start, length, BLOCK_FRAME);
        long end = start + length - Integer.BYTES;
        boolean isPacket =
                switch (type) {
                    case ENHANCED_PACKET, OBSOLETE_PACKET -> readTimedPacket(type, packet, end);
                    case SIMPLE_PACKET -> readSimplePacket(packet, end);
                    case INTERFACE_DESCRIPTION -> readInterface(end);
                    default -> false;
                };
        finishBlock(end, length);
        return isPacket;
    }

    private void readSectionHeader(long start) throws IOException {
        input.order(ByteOrder.BIG_ENDIAN);
        int length = input.readInt();
        int magic = input.readInt();
        if (magic == Integer.reverseBytes(BYTE_ORDER_MAGIC)) {
            input.order(ByteOrder.LITTLE_ENDIAN);
            length = Integer.reverseBytes(length);
        } else if (magic != BYTE_ORDER_MAGIC) {
            throw input.damaged(
                    start + 8, "the byte-order magic 1a2b3c4d", Integer.toHexString(magic));
        }
        long unsignedLength = Integer.toUnsignedLong(length);
        checkLength(start, unsignedLength, BLOCK_FRAME + 16);
        interfaces.clear();
        finishBlock(start + unsignedLength - Integer.BYTES, unsignedLength);
    }

    private boolean readInterface(long end) throws IOException {
        long at = input.offset();
        checkRoom(8, end);
        if (interfaces.size() == MAX_INTERFACES) {
            throw input.damaged(at, "at most " + MAX_INTERFACES + " interfaces", "one more");
        }
        int linkType = input.readUnsignedShort();
        input.skip(2);
        long snapLength = input.readUnsignedInt();
        interfaces.add(PcapngInterface.read(input, linkType, snapLength, end));
        return false;
    }

    private boolean readTimedPacket(int type, CapturedPacket packet, long end) throws IOException {
        long at = input.offset();
        checkRoom(20, end);
        long id;
        if (type == ENHANCED_PACKET) {
            id = input.readUnsignedInt();
        } else {
            id = input.readUnsignedShort();
            input.skip(2);
        }
        if (id >= interfaces.size()) {
            throw input.damaged(at, "an interface below " + interfaces.size(), id);
        }
        PcapngInterface captor = interfaces.get((int) id);
        long ticks = input.readUnsignedInt() << 32 | input.readUnsignedInt();
        lastMicros = captor.epochMicros(ticks);
        long captured = input.readUnsignedInt();
        long original = input.readUnsignedInt();
        readPacketBytes(packet, captor, captured, original, end);
        return true;
    }

    private boolean readSimplePacket(CapturedPacket packet, long end) throws IOException {
        long at = input.offset();
        checkRoom(4, end);
        if (interfaces.isEmpty()) {
            throw input.damaged(at, "an interface before the first packet", "none");
        }
        PcapngInterface captor = interfaces.get(0);
        long original = input.readUnsignedInt();
        long captured =
                captor.snapLength() == 0 ? original : Math.min(original, captor.snapLength());
        readPacketBytes(packet, captor, captured, original, end);
        return true;
    }

    private void readPacketBytes(
            CapturedPacket packet, PcapngInterface captor, long captured, long original, long end)
            throws IOException {
        if (captured > PcapFormat.MAX_PACKET_BYTES) {
            throw input.damaged(
                    input.offset(),
                    "a packet of at most " + PcapFormat.MAX_PACKET_BYTES + " bytes",
                    captured);
        }
        checkRoom(captured, end);
        packet.ensureCapacity((int) captured);
        input.readFully(packet.bytes, (int) captured);
        packet.length = (int) captured;
        packet.snapped = captured < original;
        packet.linkType = captor.linkType();
        packet.epochMicros = lastMicros;
    }

    private void checkLength(long start, long length, int least) throws IOException {
        if (length < least || length % Integer.BYTES != 0) {
            throw input.damaged(
                    start + 4, "a block length of at least " + least + " in steps of 4", length);
        }
    }

    private void checkRoom(long bytes, long end) throws IOException {
        if (end - input.offset() < bytes) {
            throw input.damaged(
                    input.offset(),
                    bytes + " more bytes in the block",
                    Math.max(0, end - input.offset()));
        }
    }

    private void finishBlock(long end, long length) throws IOException {
        input.skip(end - input.offset());
        long repeated = input.readUnsignedInt();
        if (repeated != length) {
            throw input.damaged(end, "the block length " + length + " again", repeated);
        }
    }
}
