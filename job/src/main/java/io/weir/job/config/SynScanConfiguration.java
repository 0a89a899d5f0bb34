package io.weir.job.config;

import io.weir.operators.detect.ScanBounds;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * The detection of scans by TCP connections that nobody takes.
 *
 * @param enabled whether it runs
 * @param whole what makes a scan where exporters see every packet
 * @param sampled what makes one where they sample
 * @param window the sliding window all is counted in, a multiple of 10 s
 */
public record SynScanConfiguration(
        boolean enabled, ScanBounds whole, ScanBounds sampled, Duration window)
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

    static final Key<Integer> SAMPLED_HOSTS =
            Key.of(
                    "detections.syn-scan.sampled-hosts",
                    ValueType.integer(2, 256),
                    "50",
                    "Distinct hosts at one port that sampled SYNs of one source go to within the"
                            + " window: a horizontal scan.");

    static final Key<Integer> SAMPLED_PORTS =
            Key.of(
                    "detections.syn-scan.sampled-ports",
                    ValueType.integer(2, 256),
                    "50",
                    "Distinct ports of one host that they go to within the window: a vertical"
                            + " scan.");

    static final Key<Integer> SAMPLED_UNANSWERED =
            Key.of(
                    "detections.syn-scan.sampled-unanswered",
                    ValueType.integer(0, 100),
                    "80",
                    "Percent of the sampled TCP flows of the source that have SYN and no ACK, at"
                            + " least: of sessions that are answered, a fifth and less.");

    static final Key<Duration> WINDOW =
            Key.of(
                    "detections.syn-scan.window",
                    ValueType.durationInSteps("10s", "10s", "10m"),
                    "60s",
                    "The sliding window that hosts and ports are counted in.");

    static final List<Key<?>> KEYS =
            List.of(
                    ENABLED,
                    HOSTS,
                    PORTS,
                    UNANSWERED,
                    SAMPLED_HOSTS,
                    SAMPLED_PORTS,
                    SAMPLED_UNANSWERED,
                    WINDOW);

    static SynScanConfiguration from(Settings settings) {
        return new SynScanConfiguration(
                settings.get(ENABLED),
                new ScanBounds(settings.get(HOSTS), settings.get(PORTS), settings.get(UNANSWERED)),
                new ScanBounds(
                        settings.get(SAMPLED_HOSTS),
                        settings.get(SAMPLED_PORTS),
                        settings.get(SAMPLED_UNANSWERED)),
                settings.get(WINDOW));
    }
}
