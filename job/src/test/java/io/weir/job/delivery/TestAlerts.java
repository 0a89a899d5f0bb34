package io.weir.job.delivery;

import io.weir.job.config.AlertMoment;
import io.weir.job.config.AlertSelection;
import io.weir.job.documents.Findings;
import io.weir.operators.detect.Alert;
import io.weir.operators.detect.Course;
import io.weir.operators.detect.Finding;
import java.util.List;

/** Alerts that are delivered in tests. */
public final class TestAlerts {

    /** Takes every state of every alert. */
    public static final AlertSelection ALL =
            new AlertSelection(1, List.of(), List.of(AlertMoment.values()));

    private TestAlerts() {}

    /** A scan that has just begun. */
    public static Alert opened() {
        return numbered(1);
    }

    /** A state of a scan, told apart by its number. */
    public static Alert numbered(long number) {
        return scan(number, false);
    }

    /** The same of a rule on trial. */
    static Alert dryRun(long number) {
        return scan(number, true);
    }

    /** The rule of the scans found more than it may open alerts for. */
    public static Alert heldBack() {
        Finding heldBack = Findings.heldBack(1_234);
        return new Alert(
                "syn-scan-horizontal/held-back/1767323040000",
                Alert.Status.OPEN,
                1_767_323_045_678L,
                1,
                false,
                heldBack,
                Course.of(heldBack));
    }

    private static Alert scan(long number, boolean isDryRun) {
        Finding scan = Findings.horizontalScan(29 + number);
        return new Alert(
                "syn-scan-horizontal/203.0.113.66/port-445/1767323045678",
                number == 1 ? Alert.Status.OPEN : Alert.Status.UPDATED,
                1_767_323_045_678L,
                number,
                isDryRun,
                scan,
                Course.of(scan));
    }

    /** How its state is known. */
    public static String id(Alert alert) {
        return alert.id() + "/" + alert.revision();
    }
}
