package io.weir.job.check;

import io.weir.sql.RuleCatalogue;
import io.weir.sql.RuleException;
import io.weir.sql.RuleSelection;
import io.weir.sql.SqlRules;
import java.util.List;
import java.util.stream.Collectors;

/** Whether Flink can plan all rules that are to run. */
record RulesCheck(RuleSelection selection) implements Check {

    @Override
    public Finding perform() {
        RuleCatalogue catalogue = RuleCatalogue.read(selection);
        List<RuleException> problems = SqlRules.problems(catalogue);
        if (!problems.isEmpty()) {
            return Finding.failed(
                    "rules",
                    problems.stream()
                            .map(RuleException::getMessage)
                            .collect(Collectors.joining(" ")));
        }
        long on = catalogue.entries().stream().filter(RuleCatalogue.Entry::on).count();
        return Finding.ok("rules", on + " of " + catalogue.entries().size() + " rules run.");
    }
}
