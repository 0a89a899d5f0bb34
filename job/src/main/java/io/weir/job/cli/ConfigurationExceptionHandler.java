package io.weir.job.cli;

import io.weir.job.config.ConfigurationException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Prints what is wrong with a configuration, one line each. Other exceptions pass. */
public final class ConfigurationExceptionHandler implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(
            Exception exception, CommandLine commandLine, ParseResult parseResult)
            throws Exception {
        if (exception instanceof ConfigurationException wrong) {
            wrong.errors().forEach(commandLine.getErr()::println);
            return ExitCode.USAGE;
        }
        throw exception;
    }
}
