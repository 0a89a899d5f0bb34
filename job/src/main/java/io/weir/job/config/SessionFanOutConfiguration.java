package io.weir.job.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * The detection of hosts with far more sessions than usual.
 *
 * @param enabled whether it runs
 * @param sessions of one host that make a finding, if they are not usual
 * @param hosts distinct hosts with which it has sessions, likewise
 * @param window the sliding window all is counted in, a multiple of 10 s
 */
public record SessionFanOutConfiguration(boolean enabled, int sessions, int hosts, Duration window)
        implements Serializable {

    static final Key<Boolean> ENABLED =
            Key.of(
                    "detections.session-fan-out.enabled",
                    ValueType.bool(),
                    "true",
                    "Whether hosts with far more sessions than usual are detected.");

    static final Key<Integer> SESSIONS =
            Key.of(
                    "detections.session-fan-out.sessions",
                    ValueType.integer(10, 1000000),
                    "2000",
                    "Sessions of one client within the window, if it is not used to so many: a"
                            + " fan-out.");

    static final Key<Integer> HOSTS =
            Key.of(
                    "detections.session-fan-out.hosts",
                    ValueType.integer(10, 1000000),
                    "1000",
                    "Distinct hosts with which a client has sessions within the window, likewise.");

    static final Key<Duration> WINDOW =
            Key.of(
                    "detections.session-fan-out.window",
                    ValueType.durationInSteps("10s", "10s", "10m"),
                    "60s",
                    "The sliding window that sessions and hosts are counted in.");

    static final List<Key<?>> KEYS = List.of(ENABLED, SESSIONS, HOSTS, WINDOW);

    static SessionFanOutConfiguration from(Settings settings) {
        return new SessionFanOutConfiguration(
                settings.get(ENABLED),
                settings.get(SESSIONS),
                settings.get(HOSTS),
                settings.get(WINDOW));
    }
}
