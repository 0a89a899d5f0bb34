package io.weir.job.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * The detection of scans by TCP connections that nobody takes.
 *
 * @param enabled whether it runs
 * @param hosts distinct targets at one port that make a horizontal scan
 * @param ports distinct ports of one target that make a vertical scan
 * @param unanswered the least part of it without an answer, in percent
 * @param window the sliding window all is counted in, a multiple of 10 s
 */
public record SynScanConfiguration(
        boolean enabled, int hosts, int ports, int unanswered, Duration window)
        implements Serializable {

    static final Key<Boolean> ENABLED =
            Key.of(
                    "detections.syn-scan.enabled",
                    ValueType.bool(),
                    "true",
                    "Whether scans by TCP connections that nobody takes are detected.");

    static final Key<Integer> HOSTS =
            Key.of(
                    "detections.syn-scan.hosts",
                    ValueType.integer(2, 256),
                    "25",
                    "Distinct hosts that one source tries at one port within the window: a"
                            + " horizontal scan.");

    static final Key<Integer> PORTS =
            Key.of(
                    "detections.syn-scan.ports",
                    ValueType.integer(2, 256),
                    "25",
                    "Distinct ports of one host that one source tries within the window: a vertical"
                            + " scan.");

    static final Key<Integer> UNANSWERED =
            Key.of(
                    "detections.syn-scan.unanswered",
                    ValueType.integer(0, 100),
                    "50",
                    "Percent of what the source tries that nobody takes, at least: gateways and"
                            + " monitoring try what is down, too.");

    static final Key<Duration> WINDOW =
            Key.of(
                    "detections.syn-scan.window",
                    ValueType.durationInSteps("10s", "10s", "10m"),
                    "60s",
                    "The sliding window that hosts and ports are counted in.");

    static final List<Key<?>> KEYS = List.of(ENABLED, HOSTS, PORTS, UNANSWERED, WINDOW);

    static SynScanConfiguration from(Settings settings) {
        return new SynScanConfiguration(
                settings.get(ENABLED),
                settings.get(HOSTS),
                settings.get(PORTS),
                settings.get(UNANSWERED),
                settings.get(WINDOW));
    }
}
