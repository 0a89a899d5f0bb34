package io.weir.job.config;

import io.weir.operators.detect.ScanBounds;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * The detection of scans that no short window shows; part of that of SYN scans.
 *
 * @param enabled whether it runs, where SYN scans are detected
 * @param bounds what makes a slow scan
 * @param window the sliding window all is counted in, a multiple of 10 minutes
 */
public record SlowSynScanConfiguration(boolean enabled, ScanBounds bounds, Duration window)
        implements Serializable {

    static final Key<Boolean> ENABLED =
            Key.of(
                    "detections.syn-scan.slow.enabled",
                    ValueType.bool(),
                    "true",
                    "Whether scans over hours are detected, too. Needs"
                            + " detections.syn-scan.enabled.");

    static final Key<Integer> HOSTS =
            Key.of(
                    "detections.syn-scan.slow.hosts",
                    ValueType.integer(2, 256),
                    "60",
                    "Distinct hosts that one source tries at one port within the window, at no time"
                            + " so many that it is a SYN scan.");

    static final Key<Integer> PORTS =
            Key.of(
                    "detections.syn-scan.slow.ports",
                    ValueType.integer(2, 256),
                    "60",
                    "Distinct ports of one host that one source tries within the window,"
                            + " likewise.");

    static final Key<Integer> UNANSWERED =
            Key.of(
                    "detections.syn-scan.slow.unanswered",
                    ValueType.integer(0, 100),
                    "75",
                    "Percent of what the source tries that nobody takes, at least.");

    static final Key<Duration> WINDOW =
            Key.of(
                    "detections.syn-scan.slow.window",
                    ValueType.durationInSteps("10m", "30m", "6h"),
                    "2h",
                    "The sliding window that hosts and ports are counted in.");

    static final List<Key<?>> KEYS = List.of(ENABLED, HOSTS, PORTS, UNANSWERED, WINDOW);

    static SlowSynScanConfiguration from(Settings settings) {
        return new SlowSynScanConfiguration(
                settings.get(ENABLED),
                new ScanBounds(settings.get(HOSTS), settings.get(PORTS), settings.get(UNANSWERED)),
                settings.get(WINDOW));
    }
}
