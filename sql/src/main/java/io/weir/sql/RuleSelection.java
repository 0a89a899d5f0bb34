package io.weir.sql;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which rules are to run.
 *
 * @param directory holds the operator's own rules, each a {@code .sql} file; one with the id of a
 *     shipped rule replaces it
 * @param on ids of rules that run although their files say {@code enabled: false}
 * @param off ids of rules that do not run; goes before {@code on}
 */
public record RuleSelection(Optional<Path> directory, List<String> on, List<String> off) {

    /** The shipped rules, each as its file says. */
    public static final RuleSelection SHIPPED =
            new RuleSelection(Optional.empty(), List.of(), List.of());

    public RuleSelection {
        on = List.copyOf(on);
        off = List.copyOf(off);
    }

    boolean takes(RuleFile rule) {
        String id = rule.rule().id();
        return !off.contains(id) && (rule.enabled() || on.contains(id));
    }
}
