package io.weir.job.documents.fields;

/** {@code flow.*}: which services the ports are of. */
public final class ServiceFields {

    static final Family FAMILY = new Family("Flow: service", "Which services the ports are of.");

    public static final Field NAME =
            FAMILY.keyword(
                    "flow.service_name",
                    "IANA",
                    "The service on the server's port: `https (TCP/443)`, else `tcp/50000`.");
    public static final Field PORT =
            FAMILY.number("flow.service_port", "`server.port`", "The server's port.");
    public static final Field SOURCE_NAME =
            FAMILY.keyword("flow.src_port_name", "IANA", "The service on the source's port.");
    public static final Field DESTINATION_NAME =
            FAMILY.keyword("flow.dst_port_name", "IANA", "The service on the destination's port.");

    private ServiceFields() {}
}
