package io.weir.job.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import javax.annotation.Nullable;

/**
 * The detection of flows that look like those of known worms.
 *
 * @param enabled whether it runs
 * @param file the operator's signatures; null for those that come with Weir
 * @param hosts distinct targets that make a finding
 * @param window the sliding window all is counted in, a multiple of 10 s
 */
public record SignaturesConfiguration(
        boolean enabled, @Nullable String file, int hosts, Duration window)
        implements Serializable {

    static final Key<Boolean> ENABLED =
            Key.of(
                    "detections.signatures.enabled",
                    ValueType.bool(),
                    "true",
                    "Whether flows that look like those of known worms are detected.");

    static final Key<String> FILE =
            Key.withoutDefault(
                    "detections.signatures.file",
                    ValueType.text(),
                    "File on each host that runs the job with signatures to use instead of those"
                            + " that come with Weir, CSV; read again when it changes.");

    static final Key<Integer> HOSTS =
            Key.of(
                    "detections.signatures.hosts",
                    ValueType.integer(1, 256),
                    "20",
                    "Distinct hosts that one source sends such flows to within the window: it is"
                            + " infected.");

    static final Key<Duration> WINDOW =
            Key.of(
                    "detections.signatures.window",
                    ValueType.durationInSteps("10s", "10s", "10m"),
                    "60s",
                    "The sliding window that hosts are counted in.");

    static final List<Key<?>> KEYS = List.of(ENABLED, FILE, HOSTS, WINDOW);

    static SignaturesConfiguration from(Settings settings) {
        return new SignaturesConfiguration(
                settings.get(ENABLED),
                settings.get(FILE),
                settings.get(HOSTS),
                settings.get(WINDOW));
    }
}
