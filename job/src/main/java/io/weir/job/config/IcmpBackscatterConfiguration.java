package io.weir.job.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * The detection of hosts that answer to many that did not ask.
 *
 * @param enabled whether it runs
 * @param hosts distinct hosts that are answered
 * @param unanswered the least part of it without an answer, in percent
 * @param window the sliding window all is counted in, a multiple of 10 s
 */
public record IcmpBackscatterConfiguration(
        boolean enabled, int hosts, int unanswered, Duration window) implements Serializable {

    static final Key<Boolean> ENABLED =
            Key.of(
                    "detections.icmp-backscatter.enabled",
                    ValueType.bool(),
                    "true",
                    "Whether hosts that answer to many that did not ask, the targets of floods from"
                            + " forged addresses, are detected.");

    static final Key<Integer> HOSTS =
            Key.of(
                    "detections.icmp-backscatter.hosts",
                    ValueType.integer(2, 1000000),
                    "50",
                    "Distinct hosts that one host answers, with nothing before or after it, within"
                            + " the window.");

    static final Key<Integer> UNANSWERED =
            Key.of(
                    "detections.icmp-backscatter.unanswered",
                    ValueType.integer(0, 100),
                    "50",
                    "Percent of its sessions that did not go on, at least.");

    static final Key<Duration> WINDOW =
            Key.of(
                    "detections.icmp-backscatter.window",
                    ValueType.durationInSteps("10s", "10s", "10m"),
                    "60s",
                    "The sliding window that hosts are counted in.");

    static final List<Key<?>> KEYS = List.of(ENABLED, HOSTS, UNANSWERED, WINDOW);

    static IcmpBackscatterConfiguration from(Settings settings) {
        return new IcmpBackscatterConfiguration(
                settings.get(ENABLED),
                settings.get(HOSTS),
                settings.get(UNANSWERED),
                settings.get(WINDOW));
    }
}
