package io.weir.operators.enrich.names;

import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Registries of few numbers. What each number means and where that is from stands in the file of
 * the same name, in lower case and with dashes, beside this class.
 */
public enum Registry {
    /** Keywords of IP protocols in lower case; {@link IpProtocols} also has a text for the rest. */
    IP_PROTOCOLS("IP protocols", "IANA protocol-numbers"),

    ETHER_TYPES("EtherTypes", "IEEE 802, IANA ieee-802-numbers"),

    /** Differentiated services, the six high bits of the ToS octet; see {@link TrafficClass}. */
    DSCP("DSCP", "IANA dscp-registry; RFC 2474, 2597, 3246, 5865, 8622"),

    /** Explicit congestion notification, the two low bits of the ToS octet. */
    ECN("ECN", "RFC 3168"),

    /** The three high bits of the ToS octet. */
    PRECEDENCE("IP precedence", "RFC 791"),

    ICMP_TYPES("ICMP types", "IANA icmp-parameters"),

    /** By type * 256 + code; see {@link IcmpNames}. */
    ICMP_CODES("ICMP codes", "IANA icmp-parameters"),

    ICMPV6_TYPES("ICMPv6 types", "IANA icmpv6-parameters"),

    /** By type * 256 + code; see {@link IcmpNames}. */
    ICMPV6_CODES("ICMPv6 codes", "IANA icmpv6-parameters"),

    /** The two high bits of the forwarding status; see {@link ForwardingStatus}. */
    FORWARDING_STATES("Forwarding states", "RFC 7270"),

    /** By the whole octet of the forwarding status. */
    FORWARDING_REASONS("Forwarding reasons", "RFC 7270"),

    FLOW_END_REASONS("Flow end reasons", "RFC 5102, element 136"),

    /** See {@link FlowEvent}. */
    FIREWALL_EVENTS("Firewall events", "IANA ipfix, element 233"),

    /** See {@link FlowEvent}. */
    FIREWALL_REASONS("Extended firewall events", "Cisco ASA NSEL, element 33002"),

    /** See {@link FlowEvent}. */
    NAT_EVENTS("NAT events", "RFC 8158, element 230"),

    SELECTOR_ALGORITHMS("Selector algorithms", "IANA psamp-parameters, element 304"),

    SAMPLING_ALGORITHMS("Sampling algorithms", "RFC 3954, element 35"),

    MPLS_LABEL_TYPES("MPLS top label types", "IANA ipfix, element 46"),

    BIFLOW_DIRECTIONS("Biflow directions", "RFC 5103, element 239"),

    /** What says how to read the rest of an application id; see {@link ApplicationNames}. */
    CLASSIFICATION_ENGINES("Classification engines", "RFC 6759, IANA ipfix");

    private final String title;
    private final String source;

    @SuppressWarnings("ImmutableEnumChecker") // Its arrays are written by its constructor only.
    private final NumberNames names;

    Registry(String title, String source) {
        this.title = title;
        this.source = source;
        this.names = NumberNames.read(name().toLowerCase(Locale.ROOT).replace('_', '-') + ".txt");
    }

    /** The name of a number; null if it has none. */
    public String nameOf(int number) {
        return names.of(number);
    }

    /** The numbers that have names, in ascending order. */
    public IntStream numbers() {
        return names.numbers();
    }

    /** What the registry is called. */
    public String title() {
        return title;
    }

    /** Where its facts are from. */
    public String source() {
        return source;
    }
}
