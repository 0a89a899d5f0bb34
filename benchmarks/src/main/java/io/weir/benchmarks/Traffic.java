package io.weir.benchmarks;

import java.util.function.Supplier;

/**
 * What exporters send: {@link #FLOWS} flows in datagrams as full as the network lets them be.
 *
 * <p>The kinds that end in 50 have fifty templates in rotation: no two have the same elements in
 * the same order and lengths, so that what the JIT compiler learns from one does not hold for the
 * next.
 */
@SuppressWarnings("ImmutableEnumChecker") // the suppliers have no state
public enum Traffic {
    NETFLOW_V5(NetflowV5Traffic::datagrams),
    NETFLOW_V9(() -> TemplateTraffic.ofOne(Layout.NETFLOW_V9, TemplateWriter::netflowV9)),
    NETFLOW_V9_50(() -> TemplateTraffic.ofMany(Layout.NETFLOW_V9, TemplateWriter::netflowV9)),
    /** NetFlow v9 of a router that sends no options, to compare with the next. */
    ROUTER(() -> TemplateTraffic.ofOne(Layout.NETFLOW_V9_IDENTIFIED, TemplateWriter::netflowV9)),
    /**
     * The same from a router that told its samplers, and the names of interfaces and applications.
     */
    ROUTER_WITH_OPTIONS(OptionsTraffic::datagrams),
    IPFIX(() -> TemplateTraffic.ofOne(Layout.IPFIX, TemplateWriter::ipfix)),
    IPFIX_50(() -> TemplateTraffic.ofMany(Layout.IPFIX, TemplateWriter::ipfix)),
    /** IPFIX of IPv6 flows. */
    IPV6(() -> TemplateTraffic.ofOne(Layout.IPFIX_OF_IPV6, TemplateWriter::ipfix)),
    IPV6_50(() -> TemplateTraffic.ofMany(Layout.IPFIX_OF_IPV6, TemplateWriter::ipfix)),
    /** IPFIX of IPv4 flows in templates that have the elements of IPv6 too. */
    BOTH_FAMILIES(
            () -> TemplateTraffic.ofOne(Layout.IPFIX_OF_BOTH_FAMILIES, TemplateWriter::ipfix)),
    BOTH_FAMILIES_50(
            () -> TemplateTraffic.ofMany(Layout.IPFIX_OF_BOTH_FAMILIES, TemplateWriter::ipfix)),
    /** IPFIX with two texts of variable length. */
    VARIABLE_LENGTH(() -> TemplateTraffic.ofOne(Layout.IPFIX_WITH_NAMES, TemplateWriter::ipfix)),
    VARIABLE_LENGTH_50(
            () -> TemplateTraffic.ofMany(Layout.IPFIX_WITH_NAMES, TemplateWriter::ipfix)),
    SFLOW(SflowTraffic::datagrams);

    /**
     * Flows in one round of datagrams: 150 to 700 KiB of them, more than a first-level cache holds,
     * as when they come from a socket.
     */
    public static final int FLOWS = 3_000;

    /** Templates of the kinds that end in 50. */
    static final int TEMPLATES = 50;

    static final int EXPORTERS = 10;

    private final Supplier<Datagrams> datagrams;

    Traffic(Supplier<Datagrams> datagrams) {
        this.datagrams = datagrams;
    }

    Datagrams datagrams() {
        return datagrams.get();
    }
}
