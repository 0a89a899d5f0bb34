package io.weir.job.documents.fields;

/** Fields of the document as such. */
public final class BaseFields {

    static final Family FAMILY =
            new Family("Document", "When, by whom, and the flow in one line for readers of logs.");

    public static final Field TIMESTAMP =
            FAMILY.date(
                    "@timestamp",
                    "end of the flow, else time of export",
                    "When the flow ended; corrected where the exporter's clock is wrong.");
    public static final Field VERSION =
            FAMILY.keyword(
                    "@version", "Weir", "The version of Weir, where ElastiFlow has its own.");
    public static final Field MESSAGE =
            FAMILY.add(
                    "message",
                    FieldType.TEXT,
                    "other fields",
                    "The flow in one line: protocol, both ends, bytes and packets.");
    public static final Field TAGS =
            FAMILY.keyword(
                    "tags",
                    "destination address",
                    "`multicast` or `broadcast` where the flow goes to more than one host.");
    public static final Field ECS_VERSION =
            FAMILY.keyword("ecs.version", "Weir", "The version of ECS that the names keep to.");
    public static final Field LOG_LEVEL =
            FAMILY.keyword(
                    "log.level",
                    "threat feeds",
                    "`warning` if an end of the flow is on a list of threats, else `info`.");
    public static final Field AGENT_NAME =
            FAMILY.keyword("agent.name", "Weir", "What wrote the document: `weir`.");
    public static final Field AGENT_TYPE =
            FAMILY.keyword("agent.type", "Weir", "What kind of program wrote it: `weir`.");
    public static final Field AGENT_VERSION =
            FAMILY.keyword("agent.version", "Weir", "The version of Weir.");
    public static final Field AGENT_ID =
            FAMILY.keyword(
                    "agent.id",
                    "configuration",
                    "The prefix of the indices, by which installations are told apart.");
    public static final Field AGENT_HOSTNAME =
            FAMILY.keyword("agent.hostname", "system", "The host that wrote the document.");
    public static final Field USER_NAME =
            FAMILY.keyword(
                    "user.name", "element 371 and those of firewalls", "The user of the flow.");

    private BaseFields() {}
}
