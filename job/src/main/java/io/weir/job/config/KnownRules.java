package io.weir.job.config;

import io.weir.operators.detect.BuiltInRules;
import io.weir.operators.detect.Rule;
import io.weir.sql.RuleCatalogue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The ids of all rules that there are, whether they are enabled or not. */
public final class KnownRules {

    private final List<String> ids;

    private KnownRules(List<String> ids) {
        this.ids = ids;
    }

    /** Those of a configuration; empty if a file of its rules cannot be read here. */
    public static Optional<KnownRules> of(RulesConfiguration rules) {
        RuleCatalogue catalogue = RuleCatalogue.read(rules.selection());
        if (!catalogue.problems().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new KnownRules(
                        Stream.concat(
                                        BuiltInRules.ALL.stream().map(Rule::id),
                                        catalogue.entries().stream().map(RuleCatalogue.Entry::id))
                                .toList()));
    }

    /** Whether there is such a rule; of signatures any, since their file is read where they run. */
    public boolean has(String id) {
        return ids.contains(id) || id.startsWith(BuiltInRules.SIGNATURE_PREFIX);
    }

    /** Says that there is no such rule, and which it may have been; without a full stop. */
    public String missing(String id) {
        return String.format(
                "there is no rule '%s'; the nearest is %s", id, NearestName.to(id, ids));
    }
}
