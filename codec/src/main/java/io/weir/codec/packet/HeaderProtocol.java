package io.weir.codec.packet;

/** The formats of sampled headers that are read (sFlow v5, {@code enum header_protocol}). */
final class HeaderProtocol {

    private static final int ETHERNET = 1;
    private static final int PPP = 7;
    private static final int IPV4 = 11;
    private static final int IPV6 = 12;
    private static final int MPLS = 13;

    /** Packet over SONET: PPP in HDLC-like framing (RFC 2615). */
    private static final int POS = 14;

    private HeaderProtocol() {}

    static Header first(long protocol) {
        if (protocol > POS) {
            return Header.NONE;
        }
        return switch ((int) protocol) {
            case ETHERNET -> Header.ETHERNET;
            case PPP, POS -> Header.PPP;
            case IPV4, IPV6 -> Header.IP;
            case MPLS -> Header.MPLS;
            default -> Header.NONE;
        };
    }
}
