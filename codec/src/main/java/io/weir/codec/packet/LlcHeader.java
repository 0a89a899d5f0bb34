package io.weir.codec.packet;

import io.weir.codec.flow.FlowField;

/**
 * The header of IEEE 802.2 LLC with that of SNAP (RFC 1042); other LLC frames end here.
 *
 * <pre>
 *  0 | destination = 0xaa | source = 0xaa | control = 3 |
 *  3 | organization = 0 (3)                             |
 *  6 | type                                             |
 * </pre>
 */
final class LlcHeader {

    private static final int LENGTH = 8;
    private static final int SNAP = 0xaaaa;
    private static final long UNNUMBERED_AND_NO_ORGANIZATION = 0x0300_0000L;

    private LlcHeader() {}

    static Header read(Dissection packet) {
        if (packet.remaining() < LENGTH
                || packet.unsigned16(0) != SNAP
                || packet.unsigned32(2) != UNNUMBERED_AND_NO_ORGANIZATION) {
            return Header.NONE;
        }
        int type = packet.unsigned16(6);
        packet.skip(LENGTH);
        packet.set(FlowField.ETHERTYPE, type);
        return EtherType.next(type);
    }
}
