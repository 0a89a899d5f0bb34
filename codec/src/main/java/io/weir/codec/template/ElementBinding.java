package io.weir.codec.template;

import io.weir.codec.flow.FlowField;
import java.util.HashMap;
import java.util.Map;

/**
 * Which field of the flow record an information element fills, and how.
 *
 * @param rank among the elements that fill the same field, the one with the lowest rank is taken;
 *     two of the same rank are the IPv4 and the IPv6 element of one field, of which a record that
 *     has both fills one
 */
record ElementBinding(FlowField target, Encoding encoding, int rank) {

    /** What the bytes of an element mean (RFC 7011 §6.1). */
    enum Encoding {
        UNSIGNED,
        IPV4,
        IPV6,
        SECONDS,
        NTP_TIMESTAMP,
        UPTIME_MILLIS,
        ICMP_TYPE_AND_CODE
    }

    /** Milliseconds at which an IPFIX exporter was started; what its uptimes count from. */
    static final int SYSTEM_INIT_TIME_MILLISECONDS = 160;

    private static final Map<Integer, ElementBinding> IANA = iana();

    /** The binding of an element, or null if it does not belong to the flow record. */
    static ElementBinding of(TemplateField field) {
        return field.enterprise() == 0 ? IANA.get(field.element()) : null;
    }

    /**
     * The IANA registry of IPFIX elements; below 128 NetFlow v9 has the same numbers (RFC 3954 §8).
     */
    private static Map<Integer, ElementBinding> iana() {
        Map<Integer, ElementBinding> bindings = new HashMap<>();
        Table table = new Table(bindings);

        table.bindFamilies(FlowField.SOURCE_ADDRESS, Encoding.IPV4, 8, Encoding.IPV6, 27);
        table.bindFamilies(FlowField.DESTINATION_ADDRESS, Encoding.IPV4, 12, Encoding.IPV6, 28);
        table.bindFamilies(FlowField.NEXT_HOP, Encoding.IPV4, 15, Encoding.IPV6, 62);
        table.bindFamilies(FlowField.BGP_NEXT_HOP, Encoding.IPV4, 18, Encoding.IPV6, 63);

        table.bind(FlowField.SOURCE_PORT, Encoding.UNSIGNED, 7, 182, 180);
        table.bind(FlowField.DESTINATION_PORT, Encoding.UNSIGNED, 11, 183, 181);
        table.bind(FlowField.PROTOCOL, Encoding.UNSIGNED, 4);
        table.bind(FlowField.IP_VERSION, Encoding.UNSIGNED, 60);
        table.bind(FlowField.TCP_FLAGS, Encoding.UNSIGNED, 6);
        table.bind(FlowField.TOS, Encoding.UNSIGNED, 5);
        table.bind(FlowField.ICMP_TYPE, Encoding.ICMP_TYPE_AND_CODE, 32, 139);
        table.bind(FlowField.ICMP_TYPE, Encoding.UNSIGNED, 176, 178);
        table.bind(FlowField.ICMP_CODE, Encoding.UNSIGNED, 177, 179);

        table.bind(FlowField.BYTES, Encoding.UNSIGNED, 1);
        table.bind(FlowField.PACKETS, Encoding.UNSIGNED, 2);
        table.bind(FlowField.OUT_BYTES, Encoding.UNSIGNED, 23);
        table.bind(FlowField.OUT_PACKETS, Encoding.UNSIGNED, 24);

        table.bind(FlowField.START_MILLIS, Encoding.UNSIGNED, 152);
        table.bind(FlowField.END_MILLIS, Encoding.UNSIGNED, 153);
        table.bind(FlowField.START_MILLIS, Encoding.NTP_TIMESTAMP, 154, 156);
        table.bind(FlowField.END_MILLIS, Encoding.NTP_TIMESTAMP, 155, 157);
        table.bind(FlowField.START_MILLIS, Encoding.UPTIME_MILLIS, 22);
        table.bind(FlowField.END_MILLIS, Encoding.UPTIME_MILLIS, 21);
        table.bind(FlowField.START_MILLIS, Encoding.SECONDS, 150);
        table.bind(FlowField.END_MILLIS, Encoding.SECONDS, 151);

        table.bind(FlowField.INPUT_INTERFACE, Encoding.UNSIGNED, 10, 252);
        table.bind(FlowField.OUTPUT_INTERFACE, Encoding.UNSIGNED, 14, 253);
        table.bind(FlowField.SOURCE_AS, Encoding.UNSIGNED, 16);
        table.bind(FlowField.DESTINATION_AS, Encoding.UNSIGNED, 17);
        table.bindFamilies(
                FlowField.SOURCE_PREFIX_LENGTH, Encoding.UNSIGNED, 9, Encoding.UNSIGNED, 29);
        table.bindFamilies(
                FlowField.DESTINATION_PREFIX_LENGTH, Encoding.UNSIGNED, 13, Encoding.UNSIGNED, 30);
        table.bind(FlowField.SOURCE_MAC, Encoding.UNSIGNED, 56, 81);
        table.bind(FlowField.DESTINATION_MAC, Encoding.UNSIGNED, 80, 57);
        table.bind(FlowField.VLAN, Encoding.UNSIGNED, 58, 243);
        table.bind(FlowField.POST_VLAN, Encoding.UNSIGNED, 59, 254);
        table.bind(FlowField.DIRECTION, Encoding.UNSIGNED, 61);
        table.bind(FlowField.SAMPLING_INTERVAL, Encoding.UNSIGNED, 34);
        table.bind(FlowField.SAMPLER_ID, Encoding.UNSIGNED, 48, 302);
        table.bind(FlowField.END_REASON, Encoding.UNSIGNED, 136);
        return Map.copyOf(bindings);
    }

    /** Bindings in order of preference: what is bound first is taken first. */
    private static final class Table {

        private final Map<Integer, ElementBinding> bindings;

        Table(Map<Integer, ElementBinding> bindings) {
            this.bindings = bindings;
        }

        void bind(FlowField target, Encoding encoding, int... elements) {
            for (int element : elements) {
                bindings.put(element, new ElementBinding(target, encoding, bindings.size()));
            }
        }

        void bindFamilies(
                FlowField target, Encoding ipv4, int ipv4Element, Encoding ipv6, int ipv6Element) {
            int rank = bindings.size();
            bindings.put(ipv4Element, new ElementBinding(target, ipv4, rank));
            bindings.put(ipv6Element, new ElementBinding(target, ipv6, rank));
        }
    }
}
