package io.weir.job.documents.fields;

/** {@code event.*}: what happened, and when. */
public final class EventFields {

    static final Family FAMILY = new Family("Event", "What happened, and when.");

    public static final Field KIND = FAMILY.keyword("event.kind", "Weir", "Always `event`.");
    public static final Field MODULE = FAMILY.keyword("event.module", "Weir", "Always `flow`.");
    public static final Field DATASET =
            FAMILY.keyword("event.dataset", "protocol", "`netflow`, `ipfix` or `sflow`.");
    public static final Field CATEGORY =
            FAMILY.keyword("event.category", "Weir", "Always `network`.");
    public static final Field TYPE =
            FAMILY.keyword(
                    "event.type",
                    "elements 233, 230, 89",
                    "`connection`, and what the device did with it: `allowed`, `denied`, `end` or"
                            + " others.");
    public static final Field ACTION =
            FAMILY.keyword(
                    "event.action",
                    "elements 233, 230, 89",
                    "What a firewall, translator or router did, such as `flow-denied`.");
    public static final Field OUTCOME =
            FAMILY.keyword(
                    "event.outcome",
                    "elements 233, 230, 89",
                    "Whether the flow got through: `success`, `failure` or `unknown`.");
    public static final Field REASON =
            FAMILY.keyword(
                    "event.reason", "elements 33002, 89", "Why the device did so, where it says.");
    public static final Field SEVERITY =
            FAMILY.number(
                    "event.severity",
                    "threat feeds",
                    "4 if an end is on a list of threats, else 6, as in syslog.");
    public static final Field START =
            FAMILY.date("event.start", "elements 22, 150-159…", "When the flow began.");
    public static final Field END =
            FAMILY.date("event.end", "elements 21, 150-159…", "When the flow ended.");
    public static final Field DURATION =
            FAMILY.number(
                    "event.duration",
                    "start and end",
                    "Nanoseconds from start to end; ElastiFlow has whole seconds.");
    public static final Field CREATED =
            FAMILY.date(
                    "event.created",
                    "header",
                    "When the record was exported, corrected where the exporter's clock is wrong.");
    public static final Field INGESTED =
            FAMILY.date("event.ingested", "receiver", "When the datagram was received.");

    private EventFields() {}
}
