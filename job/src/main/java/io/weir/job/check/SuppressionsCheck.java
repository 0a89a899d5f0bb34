package io.weir.job.check;

import io.weir.job.config.KnownRules;
import io.weir.operators.detect.suppress.Suppression;
import io.weir.operators.detect.suppress.SuppressionFile;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the file of suppressions can be read here, each of its lines is right, none has ended,
 * and their rules exist.
 *
 * @param rules empty if not all are known
 */
record SuppressionsCheck(Path path, Optional<KnownRules> rules, Clock clock) implements Check {

    private static final int SHOWN = 10;

    @Override
    public Finding perform() {
        List<String> remarks = new ArrayList<>();
        Finding finding =
                new ListFileCheck(
                                "alerts.suppressions",
                                path,
                                file -> {
                                    SuppressionFile read = SuppressionFile.read(file);
                                    read.suppressions().forEach(line -> remark(line, remarks));
                                    return read.report();
                                })
                        .perform();
        if (remarks.isEmpty() || finding.isFailure()) {
            return finding;
        }
        return Finding.warning(finding.what(), finding.detail() + " " + joined(remarks));
    }

    private void remark(Suppression suppression, List<String> remarks) {
        if (suppression.hasExpired(clock.millis())) {
            remarks.add(
                    String.format("line %d ended at %s", suppression.line(), suppression.until()));
        }
        rules.filter(known -> suppression.rule() != null && !known.has(suppression.rule()))
                .ifPresent(
                        known ->
                                remarks.add(
                                        String.format(
                                                "line %d: %s",
                                                suppression.line(),
                                                known.missing(suppression.rule()))));
    }

    private static String joined(List<String> remarks) {
        String first = String.join("; ", remarks.subList(0, Math.min(SHOWN, remarks.size())));
        return first + (remarks.size() > SHOWN ? "; …" : ".");
    }
}
