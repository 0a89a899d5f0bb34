package io.weir.job.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * The detection of ping sweeps.
 *
 * @param enabled whether it runs
 * @param hosts distinct hosts that make a sweep
 * @param unanswered the least part of it without an answer, in percent
 * @param window the sliding window all is counted in, a multiple of 10 s
 */
public record IcmpSweepConfiguration(boolean enabled, int hosts, int unanswered, Duration window)
        implements Serializable {

    static final Key<Boolean> ENABLED =
            Key.of(
                    "detections.icmp-sweep.enabled",
                    ValueType.bool(),
                    "true",
                    "Whether ping sweeps are detected.");

    static final Key<Integer> HOSTS =
            Key.of(
                    "detections.icmp-sweep.hosts",
                    ValueType.integer(2, 1000000),
                    "50",
                    "Distinct hosts that one source pings within the window: a sweep.");

    static final Key<Integer> UNANSWERED =
            Key.of(
                    "detections.icmp-sweep.unanswered",
                    ValueType.integer(0, 100),
                    "30",
                    "Percent of the requests without a reply, at least: monitoring pings what is"
                            + " there.");

    static final Key<Duration> WINDOW =
            Key.of(
                    "detections.icmp-sweep.window",
                    ValueType.durationInSteps("10s", "10s", "10m"),
                    "60s",
                    "The sliding window that hosts are counted in.");

    static final List<Key<?>> KEYS = List.of(ENABLED, HOSTS, UNANSWERED, WINDOW);

    static IcmpSweepConfiguration from(Settings settings) {
        return new IcmpSweepConfiguration(
                settings.get(ENABLED),
                settings.get(HOSTS),
                settings.get(UNANSWERED),
                settings.get(WINDOW));
    }
}
