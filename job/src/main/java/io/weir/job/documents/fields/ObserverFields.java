package io.weir.job.documents.fields;

/** {@code observer.*}, the exporter, and {@code host.*}, where ElastiFlow has it. */
public final class ObserverFields {

    static final Family FAMILY =
            new Family("Observer", "The exporter. ElastiFlow's dashboards read it from `host.*`.");

    public static final Field HOST_IP =
            FAMILY.address("host.ip", "as `observer.ip`", "The exporter's address.");
    public static final Field HOST_NAME =
            FAMILY.keyword(
                    "host.name", "reverse DNS", "The exporter's name, else its address as text.");
    public static final Field TYPE =
            FAMILY.keyword("observer.type", "Weir", "Always `flow-exporter`.");
    public static final Field IP =
            FAMILY.address(
                    "observer.ip",
                    "elements 130, 131, else sender",
                    "The exporter's address; behind a mediator, the one that the record names.");
    public static final Field NAME =
            FAMILY.keyword("observer.name", "reverse DNS", "The exporter's name.");
    public static final Side INGRESS = new Side("ingress", "element 10", "element 58");
    public static final Side EGRESS = new Side("egress", "element 14", "element 59");

    private ObserverFields() {}

    /** The side that flows come in by, or that they leave by. */
    public static final class Side {

        public final Field interfaceId;
        public final Field interfaceName;
        public final Field vlanId;
        public final Field vlanName;

        private Side(String side, String index, String vlan) {
            String prefix = "observer." + side;
            interfaceId =
                    FAMILY.keyword(
                            prefix + ".interface.id",
                            index,
                            "The index of the " + side + " interface.");
            interfaceName =
                    FAMILY.keyword(
                            prefix + ".interface.name",
                            "elements 82, 83, options, names.interfaces",
                            "The name of the " + side + " interface.");
            vlanId = FAMILY.keyword(prefix + ".vlan.id", vlan, "The " + side + " VLAN.");
            vlanName =
                    FAMILY.keyword(
                            prefix + ".vlan.name",
                            "names.vlans",
                            "What the operator calls the " + side + " VLAN.");
        }
    }
}
