package io.weir.benchmarks.load;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of load runs; {@code benchmarks/load} starts it. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Sends flow exports over loopback to receivers, each alone on a core with the sender on"
                    + " another.",
            "Needs Linux, a C compiler (cc), taskset and nfcapd (Debian: gcc, util-linux, nfdump),"
                    + " and a machine that does nothing else. As root it raises"
                    + " net.core.rmem_max to 32 MiB meanwhile."
        },
        subcommands = {RatesCommand.class, BalanceCommand.class})
public final class Load implements Runnable {

    @Spec private CommandSpec spec;

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        CommandLine commandLine = new CommandLine(new Load());
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setExecutionExceptionHandler(
                (exception, command, parsed) -> {
                    if (exception instanceof LoadException) {
                        command.getErr().println(exception.getMessage());
                        return 1;
                    }
                    throw exception;
                });
        System.exit(commandLine.execute(args));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command.");
    }
}
