package io.weir.job.check;

import io.weir.operators.enrich.file.LineProblem;
import io.weir.operators.enrich.file.LoadReport;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * Whether a list that enriches flows can be read here, and each of its lines is right. A wrong line
 * is left out by the job, so it is a warning, unless no line is right.
 *
 * @param key what names the file
 */
record ListFileCheck(String key, Path path, ListFile file) implements Check {

    /** Reads a list. */
    @FunctionalInterface
    interface ListFile {
        LoadReport read(Path path) throws IOException;
    }

    @Override
    public Finding perform() {
        String what = key + " " + path;
        try {
            return describe(what, file.read(path));
        } catch (NoSuchFileException e) {
            return Finding.failed(what, "there is no such file; name one that this user can read.");
        } catch (IOException e) {
            return Finding.failed(what, "cannot be used: " + e.getMessage() + ".");
        }
    }

    private static Finding describe(String what, LoadReport report) {
        if (report.problems() == 0) {
            return report.entries() == 0
                    ? Finding.warning(what, "has no entries.")
                    : Finding.ok(what, report.entries() + " entries.");
        }
        String problems =
                report.firstProblems().stream()
                        .map(LineProblem::toString)
                        .collect(Collectors.joining("; "));
        String more = report.problems() > report.firstProblems().size() ? "; …" : ".";
        String detail =
                String.format(
                        "%d of %d entries are wrong: %s%s",
                        report.problems(), report.problems() + report.entries(), problems, more);
        return report.entries() == 0 ? Finding.failed(what, detail) : Finding.warning(what, detail);
    }
}
