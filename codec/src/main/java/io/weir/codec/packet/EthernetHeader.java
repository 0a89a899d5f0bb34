package io.weir.codec.packet;

import io.weir.codec.flow.FlowField;

/**
 * The header of an Ethernet frame (IEEE 802.3 §3.1.1).
 *
 * <pre>
 *  0 | destination address (6) |
 *  6 | source address (6)      |
 * 12 | type, or length         |
 * </pre>
 */
final class EthernetHeader {

    private static final int LENGTH = 14;

    private EthernetHeader() {}

    static Header read(Dissection packet) {
        if (packet.remaining() < LENGTH) {
            return Header.NONE;
        }
        packet.beginLink();
        packet.setMac(FlowField.DESTINATION_MAC, 0);
        packet.setMac(FlowField.SOURCE_MAC, 6);
        int type = packet.unsigned16(12);
        packet.skip(LENGTH);
        return EtherType.read(packet, type);
    }
}
