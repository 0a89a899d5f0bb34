package io.weir.job.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * The detection of contacts with addresses on lists of threats.
 *
 * @param enabled whether it runs
 * @param tries flows with one listed address, none answered, that make a finding
 * @param window the sliding window all is counted in, a multiple of 10 s
 */
public record ThreatContactConfiguration(boolean enabled, int tries, Duration window)
        implements Serializable {

    static final Key<Boolean> ENABLED =
            Key.of(
                    "detections.threat.enabled",
                    ValueType.bool(),
                    "true",
                    "Whether contacts with addresses of `threats.feeds` are detected.");

    static final Key<Integer> TRIES =
            Key.of(
                    "detections.threat.tries",
                    ValueType.integer(1, 1000000),
                    "1",
                    "Flows between a host and a listed address within the window that make a"
                            + " finding where none was answered.");

    static final Key<Duration> WINDOW =
            Key.of(
                    "detections.threat.window",
                    ValueType.durationInSteps("10s", "10s", "10m"),
                    "60s",
                    "The sliding window that flows and octets are counted in.");

    static final List<Key<?>> KEYS = List.of(ENABLED, TRIES, WINDOW);

    static ThreatContactConfiguration from(Settings settings) {
        return new ThreatContactConfiguration(
                settings.get(ENABLED), settings.get(TRIES), settings.get(WINDOW));
    }
}
