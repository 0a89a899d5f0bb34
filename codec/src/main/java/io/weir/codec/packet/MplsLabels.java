package io.weir.codec.packet;

import io.weir.codec.flow.FlowField;

/**
 * A stack of MPLS labels (RFC 3032 §2.1), and what is below it: IPv4 or IPv6 by its first four
 * bits, or Ethernet behind the control word of a pseudowire (RFC 4385 §3), which begins with four
 * zero bits.
 *
 * <pre>
 * | label (20) | traffic class (3) | end of stack (1) | TTL (8) |
 * </pre>
 */
final class MplsLabels {

    private static final int ENTRY_LENGTH = 4;
    private static final int CONTROL_WORD_LENGTH = 4;
    private static final int TTL_BITS = 8;
    private static final int END_OF_STACK = 0x100;
    private static final int MAX_ENTRIES = 16;

    private MplsLabels() {}

    static Header read(Dissection packet) {
        boolean kept = packet.takeLabels();
        for (int i = 0; i < MAX_ENTRIES && packet.remaining() >= ENTRY_LENGTH; i++) {
            long entry = packet.unsigned32(0);
            packet.skip(ENTRY_LENGTH);
            if (kept && i < FlowField.MPLS_LABELS.size()) {
                packet.set(FlowField.MPLS_LABELS.get(i), entry >>> TTL_BITS);
            }
            if ((entry & END_OF_STACK) != 0) {
                return below(packet);
            }
        }
        return Header.NONE;
    }

    private static Header below(Dissection packet) {
        Header ip = IpVersion.next(packet);
        if (ip != Header.NONE) {
            return ip;
        }
        if (packet.remaining() > CONTROL_WORD_LENGTH && packet.unsigned8(0) >>> 4 == 0) {
            packet.skip(CONTROL_WORD_LENGTH);
            return Header.ETHERNET;
        }
        return Header.NONE;
    }
}
