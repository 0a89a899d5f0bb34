package io.weir.job.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: {@code weir COMMAND}. */
@Command(
        name = "weir",
        mixinStandardHelpOptions = true,
        description = "Network-flow analytics on Apache Flink.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            DecodeCommand.class,
            AnalyzeCommand.class,
            GenerateCommand.class,
            ReplayCommand.class,
            CheckCommand.class,
            RulesCommand.class,
            SetupCommand.class,
            GeoIpCommand.class,
            DeadLettersCommand.class
        },
        footer = {"", "Exit code: 0 done, 1 failed, 2 wrong usage or configuration."})
public final class Weir implements Runnable {

    @Spec private CommandSpec spec;

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        int exitCode = commandLine().execute(args);
        // Not every thread of an embedded Flink is a daemon.
        System.exit(exitCode);
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Weir());
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        commandLine.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        tellVersion(commandLine);
        return commandLine.setExecutionExceptionHandler(failures());
    }

    /** Every command has {@code --version}; the annotation gives it to the one it stands at. */
    private static void tellVersion(CommandLine command) {
        command.getCommandSpec().versionProvider(new WeirVersion());
        command.getSubcommands().values().forEach(Weir::tellVersion);
    }

    /** What a user can mend is told in a line; only what nobody expected shows its stack. */
    private static IExecutionExceptionHandler failures() {
        ConfigurationExceptionHandler configuration = new ConfigurationExceptionHandler();
        return (exception, commandLine, parsed) -> {
            if (exception instanceof CommandFailure failure) {
                commandLine.getErr().println(failure.getMessage());
                return ExitCode.SOFTWARE;
            }
            return configuration.handleExecutionException(exception, commandLine, parsed);
        };
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command.");
    }
}
