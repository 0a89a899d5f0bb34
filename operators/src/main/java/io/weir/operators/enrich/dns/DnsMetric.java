package io.weir.operators.enrich.dns;

/** What reverse DNS counts. Hits and misses are of a subtask, the others of the process. */
public enum DnsMetric {
    HITS("dnsHits", "addresses found in the cache, with a name or known to have none"),
    MISSES("dnsMisses", "addresses that were not in the cache, or whose answer was awaited"),
    ASKED("dnsAsked", "questions sent to resolvers"),
    TIMED_OUT("dnsTimedOut", "questions without an answer in time"),
    FAILED("dnsFailed", "questions that a resolver refused, or answered with something else"),
    NAMES_REFUSED("dnsNamesRefused", "answers with a name that no host can have"),
    DROPPED("dnsDropped", "addresses not asked for because too many waited for it");

    private final String id;
    private final String meaning;

    DnsMetric(String id, String meaning) {
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
}
