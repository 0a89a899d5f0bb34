package io.weir.job.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code weir rules}: the detection rules in SQL. */
@Command(
        name = "rules",
        mixinStandardHelpOptions = true,
        description = "Lists and tests the detection rules in SQL.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {RulesListCommand.class, RulesTestCommand.class})
final class RulesCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command.");
    }
}
