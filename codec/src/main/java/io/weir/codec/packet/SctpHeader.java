package io.weir.codec.packet;

/**
 * The header of SCTP (RFC 9260 §3.1).
 *
 * <pre>
 *  0 | source port | destination port |
 *  4 | verification tag, checksum
 * </pre>
 */
final class SctpHeader {

    private SctpHeader() {}

    static Header read(Dissection packet) {
        TransportPorts.read(packet);
        return Header.NONE;
    }
}
