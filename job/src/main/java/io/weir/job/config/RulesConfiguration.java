package io.weir.job.config;

import io.weir.sql.RuleSelection;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.annotation.Nullable;

/**
 * Detection rules in SQL.
 *
 * @param enabled whether any run
 * @param directory where further rules are, besides those that come with Weir; null if nowhere
 * @param switchOn ids of rules that run although their files say otherwise
 * @param switchOff ids of rules that do not run
 */
public record RulesConfiguration(
        boolean enabled, @Nullable String directory, List<String> switchOn, List<String> switchOff)
        implements Serializable {

    static final Key<Boolean> ENABLED =
            Key.of("rules.enabled", ValueType.bool(), "true", "Whether the SQL rules run.");

    static final Key<String> DIRECTORY =
            Key.withoutDefault(
                    "rules.directory",
                    ValueType.text(),
                    "Directory with further rules, each a `.sql` file, read when the job is"
                            + " submitted. One with the id of a rule of Weir replaces it.");

    static final Key<List<String>> SWITCH_ON =
            Key.withoutDefault(
                    "rules.switch-on",
                    ValueType.listOf(ValueType.text()),
                    "Ids of rules that run although their files say `enabled: false`.");

    static final Key<List<String>> SWITCH_OFF =
            Key.withoutDefault(
                    "rules.switch-off",
                    ValueType.listOf(ValueType.text()),
                    "Ids of rules that do not run.");

    static final List<Key<?>> KEYS = List.of(ENABLED, DIRECTORY, SWITCH_ON, SWITCH_OFF);

    static RulesConfiguration from(Settings settings) {
        return new RulesConfiguration(
                settings.get(ENABLED),
                settings.get(DIRECTORY),
                settings.getAll(SWITCH_ON),
                settings.getAll(SWITCH_OFF));
    }

    /** The same for the module of rules. */
    public RuleSelection selection() {
        return new RuleSelection(Optional.ofNullable(directory).map(Path::of), switchOn, switchOff);
    }
}
