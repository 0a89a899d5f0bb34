package io.weir.job.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code weir setup}: prepares the systems that Weir writes to. */
@Command(
        name = "setup",
        mixinStandardHelpOptions = true,
        description = "Prepares the systems that Weir writes to.",
        subcommands = SetupElasticsearchCommand.class)
public final class SetupCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Name what to set up: " + spec.subcommands().keySet() + ".");
    }
}
