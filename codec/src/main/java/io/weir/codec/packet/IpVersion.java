package io.weir.codec.packet;

/** The first four bits of an IP packet. */
final class IpVersion {

    static final int IPV4 = 4;
    static final int IPV6 = 6;

    private IpVersion() {}

    /** Which header is next, if it is one of IP. */
    static Header next(Dissection packet) {
        return switch (of(packet)) {
            case IPV4 -> Header.IPV4;
            case IPV6 -> Header.IPV6;
            default -> Header.NONE;
        };
    }

    /** The version, or 0 if there is not a byte left. */
    static int of(Dissection packet) {
        return packet.remaining() > 0 ? packet.unsigned8(0) >>> 4 : 0;
    }
}
