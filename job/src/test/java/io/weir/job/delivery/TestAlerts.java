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
        Finding scan = Findings.horizontalScan(29 + number);
        return new Alert(
                "syn-scan-horizontal/203.0.113.66/port-445/1767323045678",
                number == 1 ? Alert.Status.OPEN : Alert.Status.UPDATED,
                1_767_323_045_678L,
                number,
                false,
                scan,
                Course.of(scan));
    }

    /** How its state is known. */
    public static String id(Alert alert) {
        return alert.id() + "/" + alert.revision();
    }
}
