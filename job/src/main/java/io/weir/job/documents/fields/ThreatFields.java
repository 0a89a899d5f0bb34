package io.weir.job.documents.fields;

/** {@code weir.threat.*}: what a listed end makes of the flow. */
public final class ThreatFields {

    static final Family FAMILY =
            new Family("Weir: threats", "What an end on a list of threats makes of the flow.");

    public static final Field ROLES =
            FAMILY.keyword(
                    "weir.threat.roles",
                    "threat feeds, networks, roles",
                    "`public-threat`, `at-risk-server`, `high-risk-client`: those that hold.");
    public static final Field SCORE =
            FAMILY.number("weir.threat.score", "threat feeds", "The higher score of both ends.");

    private ThreatFields() {}
}
