package io.weir.job.config;

import io.weir.operators.decode.ExporterIdentity;
import io.weir.operators.duplicates.DuplicateRules;
import java.io.Serializable;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * What becomes of flows that several exporters report.
 *
 * @param suppress whether such a flow counts once
 * @param memory how long the exporter that counts may be silent until another one takes over
 * @param prefer exporters that count rather than others, the best first
 * @param flows ways of flows that are remembered
 */
public record DuplicatesConfiguration(
        boolean suppress, Duration memory, List<InetAddress> prefer, int flows)
        implements Serializable {

    static final Key<Boolean> SUPPRESS =
            Key.of(
                    "duplicates.suppress",
                    ValueType.bool(),
                    "false",
                    "Whether a flow that several exporters report, or one as it comes in and as it"
                            + " goes out, counts once in rollups and Top-N. Each report stays a"
                            + " document; those that do not count are marked.");

    static final Key<Duration> MEMORY =
            Key.of(
                    "duplicates.memory",
                    ValueType.duration("10s", "1h"),
                    "2m",
                    "How long the exporter whose reports of a flow count may be silent until"
                            + " another one takes over: more than the longest active and inactive"
                            + " timeout of the exporters.");

    static final Key<List<InetAddress>> PREFER =
            Key.withoutDefault(
                    "duplicates.prefer",
                    ValueType.listOf(ValueType.ipAddress()),
                    "Exporters whose reports count rather than those of others, the best first;"
                            + " else the first that reports a flow counts.");

    static final Key<Integer> FLOWS =
            Key.of(
                    "duplicates.flows",
                    ValueType.integer(10_000, 100_000_000),
                    "1000000",
                    "Flows that are remembered, each direction for itself, for the time of"
                            + " duplicates.memory. Of more, those of which nothing came for the"
                            + " longest time are forgotten. Each takes up to 214 bytes, and about"
                            + " twice as much while a checkpoint is made.");

    static final List<Key<?>> KEYS = List.of(SUPPRESS, MEMORY, PREFER, FLOWS);

    public DuplicatesConfiguration {
        prefer = prefer == null ? List.of() : List.copyOf(prefer);
    }

    static DuplicatesConfiguration from(Settings settings) {
        return new DuplicatesConfiguration(
                settings.get(SUPPRESS),
                settings.get(MEMORY),
                settings.get(PREFER),
                settings.get(FLOWS));
    }

    /**
     * What the stage that suppresses duplicates goes by.
     *
     * @param identity what tells exporters apart
     */
    public DuplicateRules rules(ExporterIdentity identity) {
        return new DuplicateRules(memory, prefer, flows, identity);
    }
}
