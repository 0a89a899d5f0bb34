package io.weir.codec.packet;

import io.weir.codec.BigEndian;
import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;

/**
 * How far a packet is read, and the row of the batch that takes its fields. One object for all
 * packets.
 *
 * <p>The fields of a flow are those of its innermost packet. When an inner one begins, what was
 * taken from the one around it is forgotten; only the addresses of the outermost tunnel stay.
 */
final class Dissection {

    private static final FieldSet LINK_FIELDS =
            FieldSet.of(
                    FlowField.SOURCE_MAC,
                    FlowField.DESTINATION_MAC,
                    FlowField.ETHERTYPE,
                    FlowField.VLAN,
                    FlowField.CUSTOMER_VLAN,
                    FlowField.VLAN_PRIORITY,
                    FlowField.CUSTOMER_VLAN_PRIORITY);
    private static final FieldSet NETWORK_FIELDS =
            FieldSet.of(
                    FlowField.SOURCE_ADDRESS,
                    FlowField.DESTINATION_ADDRESS,
                    FlowField.IP_VERSION,
                    FlowField.PROTOCOL,
                    FlowField.TOS,
                    FlowField.MIN_TTL,
                    FlowField.MAX_TTL,
                    FlowField.FRAGMENT_ID,
                    FlowField.FRAGMENT_OFFSET,
                    FlowField.FRAGMENT_FLAGS,
                    FlowField.IPV6_FLOW_LABEL,
                    FlowField.SOURCE_PORT,
                    FlowField.DESTINATION_PORT,
                    FlowField.TCP_FLAGS,
                    FlowField.ICMP_TYPE,
                    FlowField.ICMP_CODE);
    private static final int NO_TUNNEL = -1;

    private byte[] bytes = {};
    private int at;
    private int end;
    private FlowBatch batch;
    private int row;

    private boolean network;
    private boolean tunnelTaken;
    private boolean labelsTaken;
    private int tagsTaken;
    private int tunnelProtocol;
    private long tunnelId;
    private boolean tunnelHasId;

    void begin(byte[] bytes, int from, int to, FlowBatch batch, int row) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
        this.batch = batch;
        this.row = row;
        network = false;
        tunnelTaken = false;
        labelsTaken = false;
        tagsTaken = 0;
        forgetTunnel();
    }

    /** The bytes that are left. */
    int remaining() {
        return end - at;
    }

    void skip(int length) {
        at += Math.min(length, remaining());
    }

    /** Takes no more than this many bytes from here on for the packet: padding follows. */
    void limit(int length) {
        end = Math.min(end, at + length);
    }

    int unsigned8(int offset) {
        return BigEndian.unsigned8(bytes, at + offset);
    }

    int unsigned16(int offset) {
        return BigEndian.unsigned16(bytes, at + offset);
    }

    long unsigned32(int offset) {
        return BigEndian.unsigned32(bytes, at + offset);
    }

    void set(FlowField field, long value) {
        batch.set(field, row, value);
    }

    void setIpv4(FlowField field, int offset) {
        batch.setAddress(field, row, 0, IpAddress.mappedIpv4(unsigned32(offset)));
    }

    void setIpv6(FlowField field, int offset) {
        batch.setAddress(
                field,
                row,
                BigEndian.bits64(bytes, at + offset),
                BigEndian.bits64(bytes, at + offset + Long.BYTES));
    }

    void setMac(FlowField field, int offset) {
        set(field, (long) unsigned16(offset) << 32 | unsigned32(offset + 2));
    }

    /** Announces that the next packet is carried by the last one: that one becomes a tunnel. */
    void tunnel(int protocol) {
        tunnelProtocol = protocol;
        tunnelHasId = false;
    }

    /** As {@link #tunnel(int)}, with the identifier of the network or the key of the tunnel. */
    void tunnel(int protocol, long id) {
        tunnelProtocol = protocol;
        tunnelId = id;
        tunnelHasId = true;
    }

    /** The header of an Ethernet frame is here in full. */
    void beginLink() {
        LINK_FIELDS.removeFrom(batch, row);
        tagsTaken = 0;
        if (network) {
            leaveOuterPacket();
        }
    }

    /** The header of an IP packet is here in full. */
    void beginNetwork() {
        if (network) {
            leaveOuterPacket();
        }
        network = true;
    }

    private void leaveOuterPacket() {
        if (!tunnelTaken && tunnelProtocol != NO_TUNNEL) {
            tunnelTaken = true;
            moveAddress(FlowField.SOURCE_ADDRESS, FlowField.TUNNEL_SOURCE_ADDRESS);
            moveAddress(FlowField.DESTINATION_ADDRESS, FlowField.TUNNEL_DESTINATION_ADDRESS);
            set(FlowField.TUNNEL_PROTOCOL, tunnelProtocol);
            if (tunnelHasId) {
                set(FlowField.TUNNEL_ID, tunnelId);
            }
        }
        forgetTunnel();
        NETWORK_FIELDS.removeFrom(batch, row);
        network = false;
    }

    private void forgetTunnel() {
        tunnelProtocol = NO_TUNNEL;
        tunnelHasId = false;
    }

    private void moveAddress(FlowField from, FlowField to) {
        batch.setAddress(to, row, batch.getHigh(from, row), batch.get(from, row));
    }

    /** How many VLAN tags of the current frame came before; counts this one. */
    int countTag() {
        return tagsTaken++;
    }

    /** Whether this is the first label stack of the packet; only that one is kept. */
    boolean takeLabels() {
        boolean first = !labelsTaken;
        labelsTaken = true;
        return first;
    }
}
