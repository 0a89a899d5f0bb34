package io.weir.job.documents.fields;

/** {@code weir.*}: who else reports the flow, and which report counts. */
public final class DuplicateFields {

    static final Family FAMILY =
            new Family(
                    "Weir: duplicates",
                    "Who else reports the flow, and whether this report counts in sums; with"
                            + " `duplicates.suppress`.");

    public static final Field DUPLICATE =
            FAMILY.add(
                    "weir.duplicate",
                    FieldType.BOOLEAN,
                    "reports of others",
                    "`true` where another observation point reports the same and counts instead;"
                            + " else absent.");
    public static final Field WAY =
            FAMILY.keyword(
                    "weir.duplicate_way",
                    "reports of others",
                    "Of a record of both directions, the one that is a duplicate if the other is"
                            + " not: `forward` (from source to destination) or `reverse`.");
    public static final Field POINTS =
            FAMILY.keyword(
                    "weir.observation_points",
                    "reports of others",
                    "Who reports the flow as far as known by then, if it is more than one, at most"
                        + " 8; the one that counts comes first. The exporter with its observation"
                        + " domain if that is not 0, and `ingress` or `egress` where it says so.");

    private DuplicateFields() {}
}
