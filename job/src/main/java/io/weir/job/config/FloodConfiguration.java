package io.weir.job.config;

import io.weir.operators.detect.FloodBounds;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * The detection of floods at a destination.
 *
 * @param enabled whether it runs
 * @param bounds packets per second that make a flood, by kind, and the window of the average
 */
public record FloodConfiguration(boolean enabled, FloodBounds bounds) implements Serializable {

    static final Key<Boolean> ENABLED =
            Key.of(
                    "detections.flood.enabled",
                    ValueType.bool(),
                    "true",
                    "Whether floods of a host are detected.");

    static final Key<Integer> SYN =
            packets("syn", "150", "TCP packets with SYN only, per second, to one host: a flood.");
    static final Key<Integer> UDP =
            packets("udp", "50000", "UDP packets per second to one host: a flood.");
    static final Key<Integer> ICMP =
            packets("icmp", "2000", "ICMP packets per second to one host: a flood.");
    static final Key<Integer> FRAGMENTS =
            packets("fragments", "10000", "IP fragments per second to one host: a flood.");

    static final Key<Duration> WINDOW =
            Key.of(
                    "detections.flood.window",
                    ValueType.durationInSteps("10s", "10s", "10m"),
                    "20s",
                    "The sliding window that packets per second are the average of.");

    static final List<Key<?>> KEYS = List.of(ENABLED, SYN, UDP, ICMP, FRAGMENTS, WINDOW);

    private static Key<Integer> packets(String kind, String byDefault, String description) {
        return Key.of(
                "detections.flood." + kind,
                ValueType.integer(1, 1_000_000_000),
                byDefault,
                description);
    }

    static FloodConfiguration from(Settings settings) {
        return new FloodConfiguration(
                settings.get(ENABLED),
                new FloodBounds(
                        settings.get(SYN),
                        settings.get(UDP),
                        settings.get(ICMP),
                        settings.get(FRAGMENTS),
                        settings.get(WINDOW)));
    }
}
