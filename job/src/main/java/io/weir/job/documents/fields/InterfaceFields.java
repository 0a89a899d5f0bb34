package io.weir.job.documents.fields;

/** {@code flow.*}: by which interfaces, as ElastiFlow has them. */
public final class InterfaceFields {

    static final Family FAMILY =
            new Family(
                    "Flow: interfaces",
                    "By which interfaces of the exporter; by ECS, `observer.ingress` and"
                            + " `egress`.");

    public static final Field INPUT =
            FAMILY.keyword("flow.input_snmp", "element 10", "The index of the input interface.");
    public static final Field OUTPUT =
            FAMILY.keyword("flow.output_snmp", "element 14", "The index of the output interface.");
    public static final Field INPUT_NAME =
            FAMILY.keyword(
                    "flow.input_ifname",
                    "elements 82, 83, options, names.interfaces",
                    "The name of the input interface, else `index: N`.");
    public static final Field OUTPUT_NAME =
            FAMILY.keyword(
                    "flow.output_ifname",
                    "elements 82, 83, options, names.interfaces",
                    "The name of the output interface, else `index: N`.");
    public static final Field OUTPUT_COUNT =
            FAMILY.number(
                    "flow.output_count",
                    "sFlow sample",
                    "By how many interfaces the packets left, if more than one; 0 if not known.");

    private InterfaceFields() {}
}
