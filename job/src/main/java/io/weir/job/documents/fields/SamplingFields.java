package io.weir.job.documents.fields;

/** {@code weir.sampling.*}: how sure the correction for sampling is. */
public final class SamplingFields {

    static final Family FAMILY =
            new Family("Weir: sampling", "What counters were corrected by, and how sure that is.");

    public static final Field SOURCE =
            FAMILY.keyword(
                    "weir.sampling.source",
                    "Weir",
                    "Who said the interval: `record`, `header`, `options` or `configuration`.");
    public static final Field EFFECTIVE_INTERVAL =
            FAMILY.number(
                    "weir.sampling.effective_interval",
                    "sFlow sample pool",
                    "One packet in this many was in fact sampled.");
    public static final Field SAMPLER =
            FAMILY.number("weir.sampling.sampler", "element 48, 302", "The exporter's sampler.");
    public static final Field POOL =
            FAMILY.number(
                    "weir.sampling.pool", "sFlow sample", "Packets that could have been sampled.");
    public static final Field DROPS =
            FAMILY.number("weir.sampling.drops", "sFlow sample", "Samples that the agent dropped.");

    private SamplingFields() {}
}
