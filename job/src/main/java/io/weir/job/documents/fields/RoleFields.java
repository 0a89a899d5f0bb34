package io.weir.job.documents.fields;

/** {@code weir.client.*}: how it is known which end is the client. */
public final class RoleFields {

    static final Family FAMILY =
            new Family("Weir: roles", "How it is known which end is the client.");

    public static final Field CONFIDENCE =
            FAMILY.number("weir.client.confidence", "Weir", "How sure it is, 0 to 100.");
    public static final Field REASON =
            FAMILY.keyword(
                    "weir.client.reason", "Weir", "By what evidence, such as `syn` or `listener`.");

    private RoleFields() {}
}
