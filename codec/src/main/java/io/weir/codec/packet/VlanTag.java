package io.weir.codec.packet;

import io.weir.codec.flow.FlowField;

/**
 * A VLAN tag behind its type (IEEE 802.1Q §9.6). Of several tags, the first is the VLAN of the
 * flow, the second that of the customer.
 *
 * <pre>
 *  0 | priority (3) | drop eligible (1) | VLAN id (12) |
 *  2 | type                                            |
 * </pre>
 */
final class VlanTag {

    private static final int LENGTH = 4;
    private static final int PRIORITY_SHIFT = 13;
    private static final int ID_BITS = 0x0fff;

    private VlanTag() {}

    static Header read(Dissection packet) {
        if (packet.remaining() < LENGTH) {
            return Header.NONE;
        }
        int control = packet.unsigned16(0);
        int id = control & ID_BITS;
        int priority = control >>> PRIORITY_SHIFT;
        switch (packet.countTag()) {
            case 0 -> set(packet, FlowField.VLAN, id, FlowField.VLAN_PRIORITY, priority);
            case 1 ->
                    set(
                            packet,
                            FlowField.CUSTOMER_VLAN,
                            id,
                            FlowField.CUSTOMER_VLAN_PRIORITY,
                            priority);
            default -> {
                // A flow has two.
            }
        }
        int type = packet.unsigned16(2);
        packet.skip(LENGTH);
        return EtherType.read(packet, type);
    }

    private static void set(
            Dissection packet, FlowField idField, int id, FlowField priorityField, int priority) {
        // Id 0 is a tag for the sake of its priority, and no VLAN (§9.6).
        if (id != 0) {
            packet.set(idField, id);
        }
        packet.set(priorityField, priority);
    }
}
