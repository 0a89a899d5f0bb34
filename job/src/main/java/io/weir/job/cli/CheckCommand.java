package io.weir.job.cli;

import io.weir.job.check.Check;
import io.weir.job.check.Finding;
import io.weir.job.config.ConfigurationException;
import io.weir.job.config.WeirConfiguration;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code weir check}: says whether the job can run as configured. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Validates the configuration and tries every endpoint named in it.",
            "Exit code: 0 if all is well, 1 if an endpoint failed, 2 if the configuration is wrong."
        })
public final class CheckCommand implements Callable<Integer> {

    private static final String CONFIGURATION = "configuration";

    @Mixin private ConfigurationOptions options;

    @Mixin private RulesOption rules;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        try {
            WeirConfiguration configuration = options.load(rules.assignments());
            report(Finding.ok(CONFIGURATION, options.description()));
            return perform(configuration);
        } catch (ConfigurationException e) {
            e.errors().forEach(error -> report(Finding.failed(CONFIGURATION, error)));
            return ExitCode.USAGE;
        }
    }

    private int perform(WeirConfiguration configuration) throws InterruptedException {
        int exitCode = ExitCode.OK;
        for (Check check : Check.of(configuration)) {
            Finding finding = check.perform();
            report(finding);
            if (finding.isFailure()) {
                exitCode = ExitCode.SOFTWARE;
            }
        }
        return exitCode;
    }

    private void report(Finding finding) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(finding);
        out.flush();
    }
}
