package io.weir.codec.packet;

/**
 * The header of a PPPoE session (RFC 2516 §4).
 *
 * <pre>
 *  0 | version, type = 0x11 | code = 0 |
 *  2 | session id                      |
 *  4 | length                          |
 * </pre>
 */
final class PppoeHeader {

    private static final int LENGTH = 6;
    private static final int SESSION_DATA = 0x1100;

    private PppoeHeader() {}

    static Header read(Dissection packet) {
        if (packet.remaining() < LENGTH || packet.unsigned16(0) != SESSION_DATA) {
            return Header.NONE;
        }
        packet.skip(LENGTH);
        return Header.PPP;
    }
}
