package io.weir.job.cli;

import io.weir.job.analyze.Analysis;
import io.weir.job.analyze.AnalysisReport;
import io.weir.job.analyze.JsonReport;
import io.weir.job.analyze.TableReport;
import io.weir.job.capture.CaptureFormatException;
import io.weir.job.capture.CaptureReader;
import io.weir.job.check.Check;
import io.weir.job.config.WeirConfiguration;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weir analyze}: the whole pipeline over captures. */
@Command(
        name = "analyze",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the whole pipeline over captures of exports, in the time of their packets, and"
                    + " prints alerts and Top-N. Writes nothing else.",
            "Several files are merged by packet time."
        })
final class AnalyzeCommand implements Callable<Integer> {

    /** How the result is printed. */
    enum Format {
        TABLE,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description =
                    "pcap or pcapng captures, also in gzip or zstd, or .dat files of one datagram"
                            + " each.")
    private List<Path> files;

    @Option(
            names = "--format",
            defaultValue = "table",
            description =
                    "table for people, or json: one object per line (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Mixin private ConfigurationOptions options;

    @Mixin private RulesOption rules;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws CommandFailure, IOException, InterruptedException {
        WeirConfiguration configuration = options.load(rules.assignments());
        requireCaptures();
        RequiredChecks.pass(Check.ofEnrichment(configuration));
        RequiredChecks.pass(Check.ofDetections(configuration.detections()));
        try {
            Analysis analysis = Analysis.of(files, configuration);
            AnalysisReport report = format == Format.JSON ? new JsonReport() : new TableReport();
            report.print(analysis, spec.commandLine().getOut());
            return ExitCode.OK;
        } catch (ExecutionException e) {
            throw new CommandFailure("The analysis failed: " + FailureText.of(e), e);
        }
    }

    /** Finds out before Flink is started, which takes longer. */
    private void requireCaptures() throws CommandFailure {
        for (Path file : files) {
            try (CaptureReader reader = CaptureReader.open(file)) {
                reader.statistics();
            } catch (CaptureFormatException e) {
                throw new CommandFailure(e.getMessage(), e);
            } catch (NoSuchFileException e) {
                throw new CommandFailure(file + ": there is no such file.", e);
            } catch (IOException e) {
                throw new CommandFailure(file + " cannot be read: " + e.getMessage() + ".", e);
            }
        }
    }
}
