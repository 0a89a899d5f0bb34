package io.weir.job.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * The windows of time that flows are summed up in.
 *
 * @param horizon how long a window stays open for flows that are reported late
 */
public record WindowsConfiguration(Duration horizon) implements Serializable {

    static final Key<Duration> HORIZON =
            Key.of(
                    "windows.horizon",
                    ValueType.duration("0s", "35m"),
                    "2m",
                    "How long a window stays open for flows that are reported late; each open"
                            + " window keeps its sums in memory.");

    static final List<Key<?>> KEYS = List.of(HORIZON);

    static WindowsConfiguration from(Settings settings) {
        return new WindowsConfiguration(settings.get(HORIZON));
    }
}
