package io.weir.job.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code weir dead-letters}: the documents that Elasticsearch rejected. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        description = "Shows the documents that Elasticsearch rejected, and sends them again.",
        subcommands = {DeadLettersListCommand.class, DeadLettersReplayCommand.class})
public final class DeadLettersCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Name what to do: " + spec.subcommands().keySet() + ".");
    }
}
