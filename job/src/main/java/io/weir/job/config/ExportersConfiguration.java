package io.weir.job.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * How much is remembered of each exporter, and how far it is believed.
 *
 * @param domains the most observation domains of one exporter
 * @param waitingBytes the most octets of data sets of one exporter that wait for their template
 * @param waitingAge how long a data set waits for its template
 * @param optionsRecords the most things that options records of one exporter describe
 * @param totals the most flows of one exporter whose total counters are remembered
 * @param clockTolerance how far an exporter's clock may be off before its times are corrected
 * @param flowsPerSecond the most flows per second of one exporter; 0 is no limit
 * @param silentAfter how long nothing came of an exporter when it is told to be silent; zero is off
 * @param forgetAfter how long nothing came of an exporter when the inventory forgets it
 */
public record ExportersConfiguration(
        int domains,
        int waitingBytes,
        Duration waitingAge,
        int optionsRecords,
        int totals,
        Duration clockTolerance,
        long flowsPerSecond,
        Duration silentAfter,
        Duration forgetAfter)
        implements Serializable {

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

    static final Key<Duration> CLOCK_TOLERANCE =
            Key.of(
                    "exporters.clock-tolerance",
                    ValueType.duration("1s", "365d"),
                    "1m",
                    "An exporter whose clock is off by more has its times moved to ours.");

    static final Key<Integer> FLOWS_PER_SECOND =
            Key.of(
                    "exporters.flows-per-second",
                    ValueType.integer(0, Integer.MAX_VALUE),
                    "0",
                    "Flows per second of one exporter that are handed on; of more, a sample is,"
                            + " with its sampling interval raised. 0 is no limit.");

    static final Key<Duration> SILENT_AFTER =
            Key.of(
                    "exporters.silent-after",
                    ValueType.durationOrOff("1m", "30d"),
                    "5m",
                    "An exporter of which nothing came for this long is told to be silent, within"
                            + " the minute.");

    static final Key<Duration> FORGET_AFTER =
            Key.of(
                    "exporters.forget-after",
                    ValueType.duration("1h", "365d"),
                    "30d",
                    "An exporter of which nothing came for this long leaves the inventory; if it"
                            + " comes back, it is new.");

    static final List<Key<?>> KEYS =
            List.of(
                    DOMAINS,
                    WAITING_BYTES,
                    WAITING_AGE,
                    OPTIONS_RECORDS,
                    TOTALS,
                    CLOCK_TOLERANCE,
                    FLOWS_PER_SECOND,
                    SILENT_AFTER,
                    FORGET_AFTER);

    static ExportersConfiguration from(Settings settings) {
        return new ExportersConfiguration(
                settings.get(DOMAINS),
                Math.toIntExact(settings.get(WAITING_BYTES)),
                settings.get(WAITING_AGE),
                settings.get(OPTIONS_RECORDS),
                settings.get(TOTALS),
                settings.get(CLOCK_TOLERANCE),
                settings.get(FLOWS_PER_SECOND),
                settings.get(SILENT_AFTER),
                settings.get(FORGET_AFTER));
    }
}
