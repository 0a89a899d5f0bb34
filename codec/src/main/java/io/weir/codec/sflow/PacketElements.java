package io.weir.codec.sflow;

import static java.util.Map.entry;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.packet.PacketDissector;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * What the first bytes of a packet say, by the names of IANA's IPFIX elements. There is none for
 * the addresses around a tunnel: these are grouped.
 */
final class PacketElements {

    private static final int ICMPV6 = 58;

    private static final Map<FlowField, String> NUMBERS =
            Map.ofEntries(
                    entry(FlowField.ETHERTYPE, "ethernetType"),
                    entry(FlowField.VLAN, "vlanId"),
                    entry(FlowField.VLAN_PRIORITY, "dot1qPriority"),
                    entry(FlowField.CUSTOMER_VLAN, "dot1qCustomerVlanId"),
                    entry(FlowField.CUSTOMER_VLAN_PRIORITY, "dot1qCustomerPriority"),
                    entry(FlowField.IP_VERSION, "ipVersion"),
                    entry(FlowField.TOS, "ipClassOfService"),
                    entry(FlowField.MIN_TTL, "ipTTL"),
                    entry(FlowField.IPV6_FLOW_LABEL, "flowLabelIPv6"),
                    entry(FlowField.FRAGMENT_ID, "fragmentIdentification"),
                    entry(FlowField.FRAGMENT_OFFSET, "fragmentOffset"),
                    entry(FlowField.FRAGMENT_FLAGS, "fragmentFlags"),
                    entry(FlowField.PROTOCOL, "protocolIdentifier"),
                    entry(FlowField.SOURCE_PORT, "sourceTransportPort"),
                    entry(FlowField.DESTINATION_PORT, "destinationTransportPort"),
                    entry(FlowField.TCP_FLAGS, "tcpControlBits"));

    private final PacketDissector dissector = new PacketDissector();
    private final FlowBatch batch = new FlowBatch();

    void read(long protocol, byte[] bytes, int from, int to, List<NamedValue> values) {
        batch.clear();
        batch.append(1);
        dissector.dissect(protocol, bytes, from, to, batch, 0);
        for (FlowField field : FlowField.values()) {
            if (batch.has(field, 0)) {
                add(field, values);
            }
        }
        addTunnel(values);
    }

    private void add(FlowField field, List<NamedValue> values) {
        long value = batch.get(field, 0);
        String name = NUMBERS.get(field);
        if (name != null) {
            values.add(new NamedValue(name, value));
            return;
        }
        switch (field) {
            case SOURCE_MAC -> values.add(new NamedValue("sourceMacAddress", mac(value)));
            case DESTINATION_MAC -> values.add(new NamedValue("destinationMacAddress", mac(value)));
            case SOURCE_ADDRESS -> addAddress("source", field, values);
            case DESTINATION_ADDRESS -> addAddress("destination", field, values);
            case ICMP_TYPE -> values.add(new NamedValue("icmpType" + icmpFamily(), value));
            case ICMP_CODE -> values.add(new NamedValue("icmpCode" + icmpFamily(), value));
            case MPLS_LABEL_1 ->
                    values.add(new NamedValue("mplsTopLabelStackSection", label(value)));
            default -> addLowerLabel(field, value, values);
        }
    }

    private void addAddress(String side, FlowField field, List<NamedValue> values) {
        IpAddress address = batch.address(field, 0);
        boolean ipv4 = batch.get(FlowField.IP_VERSION, 0) == 4;
        values.add(
                new NamedValue(side + (ipv4 ? "IPv4Address" : "IPv6Address"), address.toString()));
    }

    private static void addLowerLabel(FlowField field, long value, List<NamedValue> values) {
        int number = field.index() - FlowField.MPLS_LABEL_1.index() + 1;
        if (number > 1 && number <= 10) {
            values.add(new NamedValue("mplsLabelStackSection" + number, label(value)));
        }
    }

    private void addTunnel(List<NamedValue> values) {
        if (!batch.has(FlowField.TUNNEL_PROTOCOL, 0)) {
            return;
        }
        List<NamedValue> tunnel = new ArrayList<>();
        tunnel.add(
                new NamedValue(
                        "sourceAddress",
                        batch.address(FlowField.TUNNEL_SOURCE_ADDRESS, 0).toString()));
        tunnel.add(
                new NamedValue(
                        "destinationAddress",
                        batch.address(FlowField.TUNNEL_DESTINATION_ADDRESS, 0).toString()));
        tunnel.add(new NamedValue("protocol", batch.get(FlowField.TUNNEL_PROTOCOL, 0)));
        if (batch.has(FlowField.TUNNEL_ID, 0)) {
            tunnel.add(new NamedValue("id", batch.get(FlowField.TUNNEL_ID, 0)));
        }
        values.add(new NamedValue("tunnel", tunnel));
    }

    private String icmpFamily() {
        return batch.get(FlowField.PROTOCOL, 0) == ICMPV6 ? "IPv6" : "IPv4";
    }

    private static String mac(long address) {
        String digits = HexFormat.of().toHexDigits(address, 12);
        return digits.replaceAll("..(?!$)", "$0:");
    }

    private static String label(long entry) {
        return HexFormat.of().toHexDigits(entry, 6);
    }
}
