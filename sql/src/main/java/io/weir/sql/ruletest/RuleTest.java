package io.weir.sql.ruletest;

import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;

/**
 * Flows and the alerts that they are to raise, all of them.
 *
 * @param shuffled whether the flows come in an order other than that of their times
 * @param alerts empty if there must be none
 */
record RuleTest(
        String name,
        @Nullable Boolean shuffled,
        List<FlowSeries> flows,
        List<ExpectedAlert> alerts) {

    RuleTest {
        if (name == null || flows == null || alerts == null) {
            throw new IllegalArgumentException(
                    "a test needs a name, flows and alerts; alerts: [] if there must be none");
        }
        shuffled = shuffled != null && shuffled;
        flows = List.copyOf(flows);
        alerts = List.copyOf(alerts);
    }

    /** When the last flow is received, since the beginning. */
    long lengthMillis() {
        return flows.stream().mapToLong(FlowSeries::lastMillis).max().orElse(0);
    }

    /** What differs between the alerts that there should be and those that there are. */
    RuleTestResult compare(String file, List<OpenedAlert> opened) {
        List<OpenedAlert> unexpected = new ArrayList<>(opened);
        List<String> missing = new ArrayList<>();
        for (ExpectedAlert alert : alerts) {
            unexpected.stream()
                    .filter(alert::matches)
                    .findFirst()
                    .ifPresentOrElse(unexpected::remove, () -> missing.add(alert.toString()));
        }
        return new RuleTestResult(
                file, name, missing, unexpected.stream().map(OpenedAlert::toString).toList());
    }
}
