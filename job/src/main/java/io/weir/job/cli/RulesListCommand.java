package io.weir.job.cli;

import io.weir.sql.RuleCatalogue;
import io.weir.sql.RuleCatalogue.Entry;
import io.weir.sql.RuleException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code weir rules list}: which rules there are, and which of them run. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the rules of Weir and those of the configuration: whether each runs, its"
                    + " severity, its title, and the file if it is the operator's.",
            "Exit code: 0 if all files can be read, 1 if not, 2 if the configuration is wrong."
        })
final class RulesListCommand implements Callable<Integer> {

    @Mixin private ConfigurationOptions options;

    @Mixin private RulesOption rules;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        RuleCatalogue catalogue =
                RuleCatalogue.read(options.load(rules.assignments()).rules().selection());
        PrintWriter out = spec.commandLine().getOut();
        for (Entry entry : catalogue.entries()) {
            out.printf(
                    "%-3s  %3d  %-24s  %s (%s)%n",
                    entry.on() ? "on" : "off",
                    entry.severity(),
                    entry.id(),
                    entry.title(),
                    entry.source());
        }
        out.flush();
        for (RuleException problem : catalogue.problems()) {
            spec.commandLine().getErr().println(problem.getMessage());
        }
        return catalogue.problems().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
