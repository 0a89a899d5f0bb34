package io.weir.job.documents.fields;

/** {@code weir.document.*}: what the document stands for. */
public final class DocumentFields {

    static final Family FAMILY =
            new Family(
                    "Weir: document",
                    "What the document stands for, where a sink gets but a part of the flows.");

    public static final Field ONE_IN =
            FAMILY.number(
                    "weir.document.one_in",
                    "streams.flows",
                    "One conversation in this many is here; absent where all are. Counters are"
                            + " those of the flow itself.");

    private DocumentFields() {}
}
