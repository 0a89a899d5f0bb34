package io.weir.job.capture;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;

/**
 * A classic pcap file (draft-ietf-opsawg-pcap), of either byte order, with microseconds or
 * nanoseconds.
 */
final class PcapFile implements PacketFile {

    private static final int VERSION_MAJOR = 2;
    private static final int LINK_TYPE_MASK = 0xffff;

    private final CaptureInput input;
    private final int linkType;
    private final int fractionsPerMicro;

    private PcapFile(CaptureInput input, int linkType, int fractionsPerMicro) {
        this.input = input;
        this.linkType = linkType;
        this.fractionsPerMicro = fractionsPerMicro;
    }

    static boolean isMagic(int magic) {
        return isNativeMagic(magic) || isNativeMagic(Integer.reverseBytes(magic));
    }

    private static boolean isNativeMagic(int magic) {
        return magic == PcapFormat.MAGIC_MICROS || magic == PcapFormat.MAGIC_NANOS;
    }

    /** Reads the file header; the input stands at its magic number. */
    static PcapFile open(CaptureInput input) throws IOException {
        if (!isNativeMagic(input.peekMagic())) {
            input.order(ByteOrder.LITTLE_ENDIAN);
        }
        try {
            boolean nanos = input.readInt() == PcapFormat.MAGIC_NANOS;
            int major = input.readUnsignedShort();
            if (major != VERSION_MAJOR) {
                throw input.damaged(4, "pcap version 2", major);
            }
            input.skip(14);
            return new PcapFile(input, input.readInt() & LINK_TYPE_MASK, nanos ? 1_000 : 1);
        } catch (EOFException e) {
            throw input.damaged(
                    input.offset(), "a pcap file header of 24 bytes", "the end of the file");
        }
    }

    @Override
    public boolean next(CapturedPacket packet) throws IOException {
        if (input.isAtEnd()) {
            return false;
        }
        long seconds = input.readUnsignedInt();
        long fraction = input.readUnsignedInt();
        long at = input.offset();
        long captured = input.readUnsignedInt();
        long original = input.readUnsignedInt();
        if (captured > PcapFormat.MAX_PACKET_BYTES) {
            throw input.damaged(
                    at, "a packet of at most " + PcapFormat.MAX_PACKET_BYTES + " bytes", captured);
        }
        packet.ensureCapacity((int) captured);
        input.readFully(packet.bytes, (int) captured);
        packet.length = (int) captured;
        packet.snapped = captured < original;
        packet.linkType = linkType;
        packet.epochMicros = seconds * 1_000_000 + fraction / fractionsPerMicro;
        return true;
    }
}
