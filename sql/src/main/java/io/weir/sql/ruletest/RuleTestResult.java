package io.weir.sql.ruletest;

import java.util.List;

/**
 * How a test went.
 *
 * @param missing the alerts that were expected and not there, in words
 * @param unexpected those that were there and not expected
 */
public record RuleTestResult(
        String file, String name, List<String> missing, List<String> unexpected) {

    public RuleTestResult {
        missing = List.copyOf(missing);
        unexpected = List.copyOf(unexpected);
    }

    public boolean passed() {
        return missing.isEmpty() && unexpected.isEmpty();
    }
}
