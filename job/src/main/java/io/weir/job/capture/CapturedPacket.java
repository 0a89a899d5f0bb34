package io.weir.job.capture;

/**
 * One packet of a capture file; reused for all packets of a file.
 *
 * <p>{@link #bytes} holds it from offset 0, {@link #length} bytes, starting with the header of its
 * link layer.
 */
final class CapturedPacket {

    final byte[] bytes = new byte[PcapFormat.MAX_PACKET_BYTES];

    /** Captured bytes, 0 to {@link PcapFormat#MAX_PACKET_BYTES}. */
    int length;

    /** Whether the capture kept fewer bytes than the packet had on the wire. */
    boolean snapped;

    /** The registered link type (LINKTYPE_…). */
    int linkType;

    /** When it was captured, Unix milliseconds. */
    long epochMillis;
}
