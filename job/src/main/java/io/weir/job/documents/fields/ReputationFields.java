package io.weir.job.documents.fields;

/** {@code flow.*}: what lists of threats say, as ElastiFlow has it. */
public final class ReputationFields {

    static final Family FAMILY =
            new Family(
                    "Flow: reputation", "What lists of threats say; more is in `weir.threat.*`.");

    public static final Field BOTH =
            FAMILY.keyword("flow.rep_tags", "threat feeds", "What is said of either end.");
    public static final Field SOURCE =
            FAMILY.keyword("flow.src_rep_tags", "threat feeds", "What is said of the source.");
    public static final Field DESTINATION =
            FAMILY.keyword("flow.dst_rep_tags", "threat feeds", "What is said of the destination.");
    public static final Field CLIENT =
            FAMILY.keyword("flow.client_rep_tags", "threat feeds", "What is said of the client.");
    public static final Field SERVER =
            FAMILY.keyword("flow.server_rep_tags", "threat feeds", "What is said of the server.");

    private ReputationFields() {}
}
