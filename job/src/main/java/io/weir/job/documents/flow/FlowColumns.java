package io.weir.job.documents.flow;

import io.weir.codec.flow.FlowField;
import io.weir.job.documents.protobuf.ProtobufWriter;
import java.util.List;

/** The columns of flows that are fields of the message {@code weir.v1.Flow} as they are. */
final class FlowColumns {

    private static final List<Count> NUMBERS =
            List.of(
                    narrow(FlowField.TCP_FLAGS, 12),
                    narrow(FlowField.INPUT_INTERFACE, 14),
                    narrow(FlowField.OUTPUT_INTERFACE, 15),
                    narrow(FlowField.TEMPLATE_ID, 20),
                    wide(FlowField.SAMPLING_INTERVAL, 25),
                    narrow(FlowField.SAMPLING_SOURCE, 26),
                    wide(FlowField.BYTES, 27),
                    wide(FlowField.PACKETS, 28),
                    wide(FlowField.REVERSE_BYTES, 31),
                    wide(FlowField.REVERSE_PACKETS, 32),
                    narrow(FlowField.REVERSE_TCP_FLAGS, 33),
                    wide(FlowField.TOTAL_BYTES, 34),
                    wide(FlowField.TOTAL_PACKETS, 35),
                    wide(FlowField.FLOW_COUNT, 36),
                    wide(FlowField.TIME_ADJUSTMENT, 83),
                    narrow(FlowField.TOS, 37),
                    narrow(FlowField.ICMP_TYPE, 38),
                    narrow(FlowField.ICMP_CODE, 39),
                    narrow(FlowField.MIN_TTL, 40),
                    narrow(FlowField.MAX_TTL, 41),
                    narrow(FlowField.MIN_PACKET_LENGTH, 42),
                    narrow(FlowField.MAX_PACKET_LENGTH, 43),
                    narrow(FlowField.IPV6_FLOW_LABEL, 44),
                    narrow(FlowField.FRAGMENT_ID, 45),
                    narrow(FlowField.FRAGMENT_OFFSET, 46),
                    narrow(FlowField.DIRECTION, 47),
                    narrow(FlowField.END_REASON, 48),
                    narrow(FlowField.FORWARDING_STATUS, 49),
                    wide(FlowField.SOURCE_MAC, 50),
                    wide(FlowField.DESTINATION_MAC, 51),
                    narrow(FlowField.VLAN, 52),
                    narrow(FlowField.POST_VLAN, 53),
                    narrow(FlowField.CUSTOMER_VLAN, 54),
                    narrow(FlowField.ETHERTYPE, 55),
                    narrow(FlowField.SOURCE_PREFIX_LENGTH, 59),
                    narrow(FlowField.DESTINATION_PREFIX_LENGTH, 60),
                    wide(FlowField.BGP_NEXT_AS, 61),
                    wide(FlowField.BGP_PREVIOUS_AS, 62),
                    narrow(FlowField.INGRESS_VRF, 63),
                    narrow(FlowField.EGRESS_VRF, 64),
                    narrow(FlowField.POST_NAT_SOURCE_PORT, 68),
                    narrow(FlowField.POST_NAT_DESTINATION_PORT, 69),
                    narrow(FlowField.NAT_EVENT, 70),
                    narrow(FlowField.FIREWALL_EVENT, 71),
                    narrow(FlowField.FIREWALL_EXTENDED_EVENT, 72),
                    wide(FlowField.FLOW_ID, 73),
                    wide(FlowField.TUNNEL_ID, 74),
                    narrow(FlowField.TUNNEL_PROTOCOL, 75));

    private static final List<Address> ADDRESSES =
            List.of(
                    new Address(FlowField.SOURCE_ADDRESS, 5),
                    new Address(FlowField.DESTINATION_ADDRESS, 6),
                    new Address(FlowField.NEXT_HOP, 57),
                    new Address(FlowField.BGP_NEXT_HOP, 58),
                    new Address(FlowField.POST_NAT_SOURCE_ADDRESS, 66),
                    new Address(FlowField.POST_NAT_DESTINATION_ADDRESS, 67),
                    new Address(FlowField.TUNNEL_SOURCE_ADDRESS, 76),
                    new Address(FlowField.TUNNEL_DESTINATION_ADDRESS, 77));

    private FlowColumns() {}

    /**
     * A column of numbers.
     *
     * @param most the greatest unsigned value that the field can have
     */
    private record Count(FlowField column, int field, long most) {}

    private record Address(FlowField column, int field) {}

    /** A field of type uint64. */
    private static Count wide(FlowField column, int field) {
        return new Count(column, field, -1);
    }

    /** A field of type uint32: exporters may send more, which is no value of the element. */
    private static Count narrow(FlowField column, int field) {
        return new Count(column, field, 0xffff_ffffL);
    }

    static void write(FlowView flow, ProtobufWriter message) {
        for (int i = 0; i < NUMBERS.size(); i++) {
            Count number = NUMBERS.get(i);
            if (flow.has(number.column)) {
                long value = flow.get(number.column);
                if (Long.compareUnsigned(value, number.most) <= 0) {
                    message.put(number.field, value);
                }
            }
        }
        for (int i = 0; i < ADDRESSES.size(); i++) {
            Address address = ADDRESSES.get(i);
            if (flow.has(address.column)) {
                message.putAddress(
                        address.field, flow.getHigh(address.column), flow.get(address.column));
            }
        }
    }
}
