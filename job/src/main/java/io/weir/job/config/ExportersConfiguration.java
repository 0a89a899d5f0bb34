package io.weir.job.config;

import io.weir.operators.decode.ExporterIdentity;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * How much is remembered of each exporter, and how far it is believed.
 *
 * @param identity what tells exporters apart
 * @param perSubtask the most exporters and connections that one subtask knows
 * @param forgetAfter how long an exporter is remembered after its last datagram
 * @param domains the most observation domains of one exporter
 * @param waitingBytes the most octets of data sets of one exporter that wait for their template
 * @param waitingBytesPerSubtask the same of all exporters that one subtask decodes
 * @param waitingAge how long a data set waits for its template
 * @param optionsRecords the most things that options records of one exporter describe
 * @param totals the most flows of one exporter whose total counters are remembered
 * @param listeners the most addresses and ports of one exporter's flows remembered as servers
 * @param clockTolerance how far an exporter's clock may be off before its times are corrected
 * @param flowsPerSecond the most flows per second of one exporter; 0 is no limit
 * @param silentAfter how long nothing came of an exporter when it is told to be silent; zero is off
 */
public record ExportersConfiguration(
        ExporterIdentity identity,
        int perSubtask,
        Duration forgetAfter,
        int domains,
        int waitingBytes,
        long waitingBytesPerSubtask,
        Duration waitingAge,
        int optionsRecords,
        int totals,
        int listeners,
        Duration clockTolerance,
        long flowsPerSecond,
        Duration silentAfter)
        implements Serializable {

    static final Key<ExporterIdentity> IDENTITY =
            Key.of(
                    "exporters.identity",
                    ValueType.oneOf(ExporterIdentity.class),
                    "address",
                    "What tells exporters over UDP apart: their address, or with `address-and-port`"
                        + " the source port too, for several behind one translated address (NAT)."
                        + " An exporter that starts anew with another port is then another one."
                        + " State is kept by it: what was learned with one setting is not found"
                        + " with the other.");

    static final Key<Integer> PER_SUBTASK =
            Key.of(
                    "exporters.per-subtask",
                    ValueType.integer(1, 10_000_000),
                    "100000",
                    "Exporters and connections that one subtask knows at a time; datagrams of"
                            + " further ones are refused and counted.");

    static final Key<Duration> FORGET_AFTER =
            Key.of(
                    "exporters.forget-after",
                    ValueType.duration("1h", "3650d"),
                    "30d",
                    "An exporter that was not heard for this long is forgotten with all that it"
                        + " taught, and leaves the inventory; if it comes back, it is new. One that"
                        + " had just come is forgotten after 10 minutes, or with its templates.");

    static final Key<Integer> DOMAINS =
            Key.of(
                    "exporters.domains",
                    ValueType.integer(1, 65_536),
                    "256",
                    "Observation domains, sub-agents and engines remembered of one exporter; those"
                            + " of further ones are decoded, but their sequence is not followed.");

    static final Key<Long> WAITING_BYTES =
            Key.of(
                    "exporters.waiting-bytes",
                    ValueType.bytes("0B", "64MiB"),
                    "256KiB",
                    "Data sets of one exporter that are kept until their template comes; what is"
                            + " over it is lost and counted.");

    static final Key<Long> WAITING_BYTES_PER_SUBTASK =
            Key.of(
                    "exporters.waiting-bytes-per-subtask",
                    ValueType.bytes("0B", "16GiB"),
                    "64MiB",
                    "The same, of all exporters that one subtask decodes.");

    static final Key<Duration> WAITING_AGE =
            Key.of(
                    "exporters.waiting-age",
                    ValueType.duration("1s", "1d"),
                    "30m",
                    "A data set whose template has not come for this long is lost and counted.");

    static final Key<Integer> OPTIONS_RECORDS =
            Key.of(
                    "exporters.options-records",
                    ValueType.integer(1, 1_000_000),
                    "16384",
                    "Samplers, interfaces, applications and VRFs remembered of one exporter.");

    static final Key<Integer> TOTALS =
            Key.of(
                    "exporters.totals",
                    ValueType.integer(0, 1_000_000),
                    "65536",
                    "Flows of one exporter whose total counters are remembered, so that each report"
                            + " counts what came since the last one.");

    static final Key<Integer> LISTENERS =
            Key.of(
                    "exporters.listeners",
                    ValueType.integer(0, 1_000_000),
                    "16384",
                    "Addresses and ports that the flows of one exporter showed to be servers, for"
                            + " telling clients from servers; 0 remembers none.");

    static final Key<Duration> CLOCK_TOLERANCE =
            Key.of(
                    "exporters.clock-tolerance",
                    ValueType.duration("1s", "365d"),
                    "1m",
                    "An exporter whose clock is off by more has the times of its flows moved to"
                            + " ours; a flow that ends later than this after its receipt is taken"
                            + " to end then.");

    static final Key<Integer> FLOWS_PER_SECOND =
            Key.of(
                    "exporters.flows-per-second",
                    ValueType.integer(0, Integer.MAX_VALUE),
                    "0",
                    "Flows per second of one exporter that are handed on; of more, a sample is,"
                        + " with its sampling interval raised (the detection of SYN scans, which"
                        + " takes no sampled flows, then has less to go by). 0 is no limit.");

    static final Key<Duration> SILENT_AFTER =
            Key.of(
                    "exporters.silent-after",
                    ValueType.durationOrOff("1m", "30d"),
                    "5m",
                    "An exporter of which nothing came for this long is told to be silent, within"
                            + " the minute.");

    static final List<Key<?>> KEYS =
            List.of(
                    IDENTITY,
                    PER_SUBTASK,
                    FORGET_AFTER,
                    DOMAINS,
                    WAITING_BYTES,
                    WAITING_BYTES_PER_SUBTASK,
                    WAITING_AGE,
                    OPTIONS_RECORDS,
                    TOTALS,
                    LISTENERS,
                    CLOCK_TOLERANCE,
                    FLOWS_PER_SECOND,
                    SILENT_AFTER);

    static ExportersConfiguration from(Settings settings) {
        return new ExportersConfiguration(
                settings.get(IDENTITY),
                settings.get(PER_SUBTASK),
                settings.get(FORGET_AFTER),
                settings.get(DOMAINS),
                Math.toIntExact(settings.get(WAITING_BYTES)),
                settings.get(WAITING_BYTES_PER_SUBTASK),
                settings.get(WAITING_AGE),
                settings.get(OPTIONS_RECORDS),
                settings.get(TOTALS),
                settings.get(LISTENERS),
                settings.get(CLOCK_TOLERANCE),
                settings.get(FLOWS_PER_SECOND),
                settings.get(SILENT_AFTER));
    }
}
