package io.weir.job.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * The detection of scans by small UDP flows.
 *
 * @param enabled whether it runs
 * @param hosts distinct targets that make a scan
 * @param ports distinct ports of one target that make a scan
 * @param unanswered the least part of it without an answer, in percent
 * @param window the sliding window all is counted in, a multiple of 10 s
 */
public record UdpScanConfiguration(
        boolean enabled, int hosts, int ports, int unanswered, Duration window)
        implements Serializable {

    static final Key<Boolean> ENABLED =
            Key.of(
                    "detections.udp-scan.enabled",
                    ValueType.bool(),
                    "true",
                    "Whether scans by small UDP flows are detected.");

    static final Key<Integer> HOSTS =
            Key.of(
                    "detections.udp-scan.hosts",
                    ValueType.integer(2, 1000000),
                    "50",
                    "Distinct hosts that one source asks within the window: a scan.");

    static final Key<Integer> PORTS =
            Key.of(
                    "detections.udp-scan.ports",
                    ValueType.integer(2, 256),
                    "50",
                    "Distinct ports of one host that one source asks within the window: a scan,"
                            + " too.");

    static final Key<Integer> UNANSWERED =
            Key.of(
                    "detections.udp-scan.unanswered",
                    ValueType.integer(0, 100),
                    "75",
                    "Percent of these flows without a flow back, at least.");

    static final Key<Duration> WINDOW =
            Key.of(
                    "detections.udp-scan.window",
                    ValueType.durationInSteps("10s", "10s", "10m"),
                    "60s",
                    "The sliding window that hosts and ports are counted in.");

    static final List<Key<?>> KEYS = List.of(ENABLED, HOSTS, PORTS, UNANSWERED, WINDOW);

    static UdpScanConfiguration from(Settings settings) {
        return new UdpScanConfiguration(
                settings.get(ENABLED),
                settings.get(HOSTS),
                settings.get(PORTS),
                settings.get(UNANSWERED),
                settings.get(WINDOW));
    }
}
