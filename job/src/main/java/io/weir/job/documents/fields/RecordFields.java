package io.weir.job.documents.fields;

/** {@code weir.*}: which record of which datagram the flow is from. */
public final class RecordFields {

    static final Family FAMILY =
            new Family("Weir: record", "Which record of which datagram the flow is from.");

    public static final Field PROTOCOL =
            FAMILY.keyword(
                    "weir.protocol", "header", "`netflow_v5`, `ipfix`, `sflow_v5` or others.");
    public static final Field DOMAIN =
            FAMILY.number(
                    "weir.domain",
                    "header",
                    "Observation domain, source id, sub-agent, or engine type * 256 + engine id.");
    public static final Field SEQUENCE =
            FAMILY.number("weir.sequence", "header", "The sequence number of the datagram.");
    public static final Field TEMPLATE =
            FAMILY.number("weir.template", "set header", "The template of the record.");
    public static final Field EXPORTER_IP =
            FAMILY.address(
                    "weir.exporter.ip",
                    "sender",
                    "Who sent the datagram: the mediator, where `observer.ip` is behind one.");
    public static final Field EXPORTER_PORT =
            FAMILY.number("weir.exporter.port", "sender", "From which port.");
    public static final Field EXPORTER_FLOW_ID =
            FAMILY.keyword(
                    "weir.exporter.flow_id",
                    "element 148",
                    "The exporter's own number of the flow or connection.");

    private RecordFields() {}
}
