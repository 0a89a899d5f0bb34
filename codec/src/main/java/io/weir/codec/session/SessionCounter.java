package io.weir.codec.session;

/** What a session counts. Every one grows only. */
public enum SessionCounter {
    OPTIONS_RECORDS("optionsRecords", "records that describe the exporter, not flows"),
    COUNTER_SAMPLES(
            "counterSamples", "sFlow samples of the counters of an interface or another source"),
    SETS_WITHOUT_TEMPLATE("setsWithoutTemplate", "data sets that came before their template"),
    TEMPLATES_ADDED("templatesAdded", "templates that were not known"),
    TEMPLATES_REDEFINED("templatesRedefined", "known templates that came with another layout"),
    TEMPLATES_WITHDRAWN("templatesWithdrawn", "templates withdrawn by their exporter"),
    TEMPLATES_EXPIRED("templatesExpired", "templates not received again in time"),
    TEMPLATES_REFUSED(
            "templatesRefused",
            "templates over the limit of their exporter, or of all exporters of a subtask"),
    WAITING_SETS_DECODED("waitingSetsDecoded", "data sets decoded after they had waited"),
    WAITING_SETS_MALFORMED(
            "waitingSetsMalformed", "data sets with a fault, found after they had waited"),
    WAITING_SETS_EXPIRED(
            "waitingSetsExpired", "data sets lost because their template did not come in time"),
    WAITING_SETS_REFUSED(
            "waitingSetsRefused", "data sets lost because there was no room for them to wait"),
    OPTIONS_CHANGED("optionsChanged", "options records that said something new"),
    OPTIONS_REFUSED(
            "optionsRefused", "options records over the limit of their exporter, or too long"),
    SEQUENCE_DATAGRAMS_LOST(
            "sequenceDatagramsLost", "datagrams missing by the exporter's numbers of datagrams"),
    SEQUENCE_DATAGRAMS_RECOVERED(
            "sequenceDatagramsRecovered", "datagrams counted as missing that came late"),
    SEQUENCE_RECORDS_LOST(
            "sequenceRecordsLost", "records missing by the exporter's numbers of records"),
    SEQUENCE_RECORDS_RECOVERED(
            "sequenceRecordsRecovered", "records counted as missing that came late"),
    SEQUENCE_REORDERED("sequenceReordered", "messages that came after later ones"),
    SEQUENCE_DUPLICATES("sequenceDuplicates", "messages that came again"),
    SEQUENCE_RESTARTS("sequenceRestarts", "sequence numbers that began anew"),
    SEQUENCE_WRAPS("sequenceWraps", "sequence numbers that went past their end and on from 0"),
    SEQUENCE_UNTRACKED(
            "sequenceUntracked", "datagrams of domains over the limit of their exporter"),
    SEQUENCE_DOMAINS_REPLACED(
            "sequenceDomainsReplaced", "domains forgotten for others, over the limit"),
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
