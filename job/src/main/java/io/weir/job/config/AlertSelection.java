package io.weir.job.config;

import io.weir.operators.detect.Alert;
import java.io.Serializable;
import java.util.List;

/**
 * Which alerts are delivered.
 *
 * @param severity the least, from 1 to 100
 * @param rules ids of the rules whose alerts are; empty for all
 * @param moments what is told of an alert
 */
public record AlertSelection(int severity, List<String> rules, List<AlertMoment> moments)
        implements Serializable {

    public AlertSelection {
        rules = List.copyOf(rules);
        moments = List.copyOf(moments);
    }

    /** Whether this state of an alert is delivered. */
    public boolean takes(Alert alert) {
        return alert.finding().rule().severity() >= severity
                && moments.contains(AlertMoment.of(alert))
                && (rules.isEmpty() || rules.contains(alert.finding().rule().id()));
    }
}
