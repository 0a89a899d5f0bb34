package io.weir.job.config;

import java.io.Serializable;
import java.util.List;

/**
 * The detection of exporters that fell silent.
 *
 * @param enabled whether it runs
 */
public record SilentExporterConfiguration(boolean enabled) implements Serializable {

    static final Key<Boolean> ENABLED =
            Key.of(
                    "detections.silent-exporter.enabled",
                    ValueType.bool(),
                    "true",
                    "Whether there is an alert of an exporter that is silent for longer than"
                            + " exporters.silent-after.");

    static final List<Key<?>> KEYS = List.of(ENABLED);

    static SilentExporterConfiguration from(Settings settings) {
        return new SilentExporterConfiguration(settings.get(ENABLED));
    }
}
