package io.weir.job.cli;

import io.weir.sql.ShippedRules;
import io.weir.sql.ruletest.RuleTestException;
import io.weir.sql.ruletest.RuleTestFile;
import io.weir.sql.ruletest.RuleTestResult;
import io.weir.sql.ruletest.RuleTestRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weir rules test}: whether rules raise the alerts that their tests ask for. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = {
            "Runs tests of rules: flows in YAML, and the alerts that they are to raise. Without a"
                    + " file, the tests of the rules that come with Weir.",
            "Exit code: 0 if all tests passed, 1 if one failed, 2 if a file or a rule cannot be"
                    + " used."
        })
final class RulesTestCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE|DIR",
            description = "Files with tests, or directories with files *.test.yaml.")
    private List<Path> paths = new ArrayList<>();

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        List<RuleTestResult> results;
        try {
            results = RuleTestRun.run(files());
        } catch (RuleTestException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return ExitCode.USAGE;
        }
        results.forEach(this::print);
        long failed = results.stream().filter(result -> !result.passed()).count();
        out().printf("%d tests, %d failed%n", results.size(), failed);
        out().flush();
        return failed == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private List<RuleTestFile> files() throws RuleTestException {
        List<RuleTestFile> files = new ArrayList<>();
        if (paths.isEmpty()) {
            for (String id : ShippedRules.ids()) {
                files.add(RuleTestFile.shipped(id));
            }
        }
        for (Path path : paths) {
            for (Path file : Files.isDirectory(path) ? testsIn(path) : List.of(path)) {
                files.add(RuleTestFile.read(file));
            }
        }
        return files;
    }

    private static List<Path> testsIn(Path directory) throws RuleTestException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> tests =
                    files.filter(file -> file.toString().endsWith(RuleTestFile.SUFFIX))
                            .sorted()
                            .toList();
            if (tests.isEmpty()) {
                throw new RuleTestException(
                        directory + " has no file *" + RuleTestFile.SUFFIX + ".");
            }
            return tests;
        } catch (IOException e) {
            throw new RuleTestException(directory + " cannot be read: " + e.getMessage(), e);
        }
    }

    private void print(RuleTestResult result) {
        out().printf(
                        "%-6s %s: %s%n",
                        result.passed() ? "ok" : "FAILED", result.file(), result.name());
        result.missing().forEach(alert -> out().println("  - expected: " + alert));
        result.unexpected().forEach(alert -> out().println("  + raised:   " + alert));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
