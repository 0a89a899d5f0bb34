package io.weir.job.config;

import io.weir.operators.detect.ExporterInterface;
import io.weir.operators.detect.SpoofingOptions;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * The detection of forged sources.
 *
 * @param enabled whether it runs
 * @param options which interfaces lead outside, and what no host can have
 * @param sources distinct forged sources at one interface that make a finding
 * @param window the sliding window all is counted in, a multiple of 10 s
 */
public record SpoofingConfiguration(
        boolean enabled, SpoofingOptions options, int sources, Duration window)
        implements Serializable {

    static final Key<Boolean> ENABLED =
            Key.of(
                    "detections.spoofing.enabled",
                    ValueType.bool(),
                    "true",
                    "Whether forged sources are detected.");

    static final Key<List<ExporterInterface>> OUTSIDE =
            Key.withoutDefault(
                    "detections.spoofing.outside",
                    ValueType.listOf(ValueType.exporterInterface()),
                    "Interfaces that lead outside; all others of the same exporters lead inside."
                            + " Those of exporters that are not named are learned from where they"
                            + " send what.");

    static final Key<List<String>> BOGONS =
            Key.withoutDefault(
                    "detections.spoofing.bogons",
                    ValueType.listOf(ValueType.addressRange()),
                    "Addresses, prefixes and ranges that no host can have, besides those that are"
                            + " reserved: for documentation, say, or not routed yet.");

    static final Key<Integer> SOURCES =
            Key.of(
                    "detections.spoofing.sources",
                    ValueType.integer(1, 1000000),
                    "10",
                    "Distinct forged sources that enter at one interface within the window:"
                            + " spoofing.");

    static final Key<Duration> WINDOW =
            Key.of(
                    "detections.spoofing.window",
                    ValueType.durationInSteps("10s", "10s", "10m"),
                    "60s",
                    "The sliding window that sources are counted in.");

    static final List<Key<?>> KEYS = List.of(ENABLED, OUTSIDE, BOGONS, SOURCES, WINDOW);

    static SpoofingConfiguration from(Settings settings) {
        return new SpoofingConfiguration(
                settings.get(ENABLED),
                new SpoofingOptions(settings.getAll(OUTSIDE), settings.getAll(BOGONS)),
                settings.get(SOURCES),
                settings.get(WINDOW));
    }
}
