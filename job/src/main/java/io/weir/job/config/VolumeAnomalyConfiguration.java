package io.weir.job.config;

import java.io.Serializable;
import java.util.List;

/**
 * The detection of services, autonomous systems and interfaces with far more traffic than usual.
 *
 * @param enabled whether it runs
 * @param bitsPerSecond on average over a minute, from which on traffic is worth a finding
 */
public record VolumeAnomalyConfiguration(boolean enabled, long bitsPerSecond)
        implements Serializable {

    private static final long BITS_PER_MEGABIT = 1_000_000;

    static final Key<Boolean> ENABLED =
            Key.of(
                    "detections.volume-anomaly.enabled",
                    ValueType.bool(),
                    "true",
                    "Whether services, autonomous systems and interfaces with far more traffic than"
                            + " usual are detected. Only those that rollups.dimensions has are.");

    static final Key<Integer> MEGABITS =
            Key.of(
                    "detections.volume-anomaly.megabits",
                    ValueType.integer(1, 100000000),
                    "200",
                    "Megabits per second, on average over a minute, from which on a service, an"
                            + " autonomous system or an interface is compared with what is usual.");

    static final List<Key<?>> KEYS = List.of(ENABLED, MEGABITS);

    static VolumeAnomalyConfiguration from(Settings settings) {
        return new VolumeAnomalyConfiguration(
                settings.get(ENABLED), BITS_PER_MEGABIT * settings.get(MEGABITS));
    }
}
