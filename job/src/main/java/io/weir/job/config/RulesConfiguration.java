package io.weir.job.config;

import java.io.Serializable;
import java.util.List;

/**
 * Detection rules in SQL.
 *
 * @param enabled whether any run
 * @param directory where further rules are, besides those that come with Weir; null if nowhere
 */
public record RulesConfiguration(boolean enabled, String directory) implements Serializable {

    static final Key<Boolean> ENABLED =
            Key.of("rules.enabled", ValueType.bool(), "true", "Whether the SQL rules run.");

    static final Key<String> DIRECTORY =
            Key.withoutDefault(
                    "rules.directory",
                    ValueType.text(),
                    "Directory with further rules, each a `.sql` file, read when the job is"
                            + " submitted.");

    static final List<Key<?>> KEYS = List.of(ENABLED, DIRECTORY);

    static RulesConfiguration from(Settings settings) {
        return new RulesConfiguration(settings.get(ENABLED), settings.get(DIRECTORY));
    }
}
