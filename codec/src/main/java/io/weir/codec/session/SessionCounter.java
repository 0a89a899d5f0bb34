package io.weir.codec.session;

/** What a session counts. Every one grows only. */
public enum SessionCounter {
    OPTIONS_RECORDS("optionsRecords", "records that describe the exporter, not flows"),
    COUNTER_SAMPLES(
            "counterSamples", "sFlow samples of the counters of an interface or another source"),
    SETS_WITHOUT_TEMPLATE(
            "setsWithoutTemplate", "data sets lost because their template was not known"),
    TEMPLATES_ADDED("templatesAdded", "templates that were not known"),
    TEMPLATES_REDEFINED("templatesRedefined", "known templates that came with another layout"),
    TEMPLATES_WITHDRAWN("templatesWithdrawn", "templates withdrawn by their exporter"),
    TEMPLATES_EXPIRED("templatesExpired", "templates not received again in time"),
    TEMPLATES_REFUSED("templatesRefused", "templates over the limit of their exporter"),
    EXPORTER_RESTARTS("exporterRestarts", "times an exporter, or a line card, started anew"),
    UPTIME_WRAPS("uptimeWraps", "times an uptime of 32 bits began at 0 again"),
    TOTALS_EVICTED(
            "totalsEvicted", "flows whose total counters were forgotten to make room for others"),
    FLOWS_SAMPLED_OUT(
            "flowsSampledOut", "flows over the limit per second, for which those kept stand in");

    private final String id;
    private final String meaning;

    SessionCounter(String id, String meaning) {
        this.id = id;
        this.meaning = meaning;
    }

    /** The name of the counter as a metric. */
    public String id() {
        return id;
    }

    /** What it counts, in one phrase. */
    public String meaning() {
        return meaning;
    }
}
