package io.weir.job.documents.fields;

/** {@code weir.time.*}: how times were corrected. */
public final class TimeFields {

    static final Family FAMILY = new Family("Weir: time", "How times were corrected.");

    public static final Field SKEW =
            FAMILY.number(
                    "weir.time.skew",
                    "clock of the exporter",
                    "The exporter's time minus ours, in milliseconds.");
    public static final Field ADJUSTED =
            FAMILY.add(
                    "weir.time.adjusted",
                    FieldType.BOOLEAN,
                    "Weir",
                    "True where times are not as exported.");
    public static final Field ADJUSTMENTS =
            FAMILY.keyword(
                    "weir.time.adjustments",
                    "Weir",
                    "How: `reanchored`, `end-in-future`, `start-after-end`, `end-from-export`.");
    public static final Field EXPORTED =
            FAMILY.date(
                    "weir.time.exported", "header", "The time of export by the exporter's clock.");

    private TimeFields() {}
}
