package io.weir.operators.enrich;

/**
 * The metrics of the enrich operator, beside those of {@link
 * io.weir.operators.enrich.dns.DnsMetric}.
 */
public enum EnrichMetric {
    ADDRESS_HITS("addressHits", "addresses that the cache knew"),
    ADDRESS_MISSES("addressMisses", "addresses looked up in databases and lists"),
    FAILED_LOADS(
            "failedLoads",
            "loads of changed files that failed, so that what was read before is still in use; of"
                    + " the process");

    private final String id;
    private final String meaning;

    EnrichMetric(String id, String meaning) {
        this.id = id;
        this.meaning = meaning;
    }

    /** The name of the metric in Flink. */
    public String id() {
        return id;
    }

    /** What it counts, in one phrase. */
    public String meaning() {
        return meaning;
    }

    long of(Enricher enricher) {
        return switch (this) {
            case ADDRESS_HITS -> enricher.addressHits();
            case ADDRESS_MISSES -> enricher.addressMisses();
            case FAILED_LOADS -> enricher.failedLoads();
        };
    }
}
