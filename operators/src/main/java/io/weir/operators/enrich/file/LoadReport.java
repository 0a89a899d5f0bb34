package io.weir.operators.enrich.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;

/**
 * What became of the lines of a text file.
 *
 * @param entries lines that were taken
 * @param problems lines that were wrong and left out
 * @param firstProblems the first of them, at most {@link #KEPT_PROBLEMS}
 */
public record LoadReport(long entries, long problems, List<LineProblem> firstProblems) {

    /** So many wrong lines are told one by one. */
    public static final int KEPT_PROBLEMS = 10;

    public LoadReport {
        firstProblems = List.copyOf(firstProblems);
    }

    /** Warns of the wrong lines, if there are any, in one log line. */
    public void logTo(Logger log, Path path) {
        if (problems > 0) {
            log.warn(
                    "{}: {} of {} lines are wrong and left out: {}{}",
                    path,
                    problems,
                    entries + problems,
                    firstProblems.stream()
                            .map(LineProblem::toString)
                            .collect(Collectors.joining("; ")),
                    problems > firstProblems.size() ? "; …" : "");
        }
    }

    /** Counts lines while a file is read. */
    public static final class Builder {

        private final List<LineProblem> firstProblems = new ArrayList<>();
        private long entries;
        private long problems;

        /** A line was taken. */
        public void entry() {
            entries++;
        }

        /** A line was left out. */
        public void problem(long line, String reason) {
            problems++;
            if (firstProblems.size() < KEPT_PROBLEMS) {
                firstProblems.add(new LineProblem(line, reason));
            }
        }

        public LoadReport build() {
            return new LoadReport(entries, problems, firstProblems);
        }
    }
}
