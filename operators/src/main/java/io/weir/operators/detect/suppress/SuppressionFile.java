package io.weir.operators.detect.suppress;

import io.weir.operators.enrich.file.LoadReport;
import io.weir.operators.enrich.text.EntryFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The operator's file of suppressions: CSV with a header, or YAML if its name ends in .yaml or
 * .yml.
 *
 * <pre>
 * rule,entity,scope,until,reason
 * syn-scan-horizontal,192.0.2.7,,forever,our own vulnerability scanner
 *
 * - rule: "*"
 *   entity: 10.9.0.0/16
 *   until: 2027-01-31T18:00:00Z
 *   reason: load tests
 * </pre>
 *
 * @param suppressions those that are right, in the order of the file
 * @param report what became of the lines
 */
public record SuppressionFile(List<Suppression> suppressions, LoadReport report) {

    private static final EntryFile FORM =
            new EntryFile(
                    "suppressions",
                    List.of("rule", "entity", "scope", "until", "reason"),
                    List.of("rule", "entity", "until", "reason"));

    /**
     * Reads the file; leaves out lines that are wrong.
     *
     * @throws IOException if it cannot be read at all: it is not there, has no header, is no YAML
     */
    public static SuppressionFile read(Path path) throws IOException {
        List<Suppression> suppressions = new ArrayList<>();
        LoadReport report =
                FORM.read(path, (line, entry) -> suppressions.add(Suppression.read(line, entry)));
        return new SuppressionFile(List.copyOf(suppressions), report);
    }
}
