package io.weir.job.capture;

/**
 * One packet of a capture file; reused for all packets of a file.
 *
 * <p>{@link #bytes} holds it from offset 0, {@link #length} bytes, starting with the header of its
 * link layer.
 */
final class CapturedPacket {

    byte[] bytes = new byte[2048];

    /** Captured bytes, 0 to {@link PcapFormat#MAX_PACKET_BYTES}. */
    int length;

    /** Whether the capture kept fewer bytes than the packet had on the wire. */
    boolean snapped;

    /** The registered link type (LINKTYPE_…). */
    int linkType;

    /** When it was captured, Unix microseconds. */
    long epochMicros;

    /** When it was captured, Unix milliseconds. */
    long epochMillis() {
        return Math.floorDiv(epochMicros, 1000L);
    }

    /** Makes room for {@code size} bytes, at most {@link PcapFormat#MAX_PACKET_BYTES}. */
    void ensureCapacity(int size) {
        if (bytes.length < size) {
            bytes =
                    new byte
                            [Math.max(
                                    size, Math.min(2 * bytes.length, PcapFormat.MAX_PACKET_BYTES))];
        }
    }
}
