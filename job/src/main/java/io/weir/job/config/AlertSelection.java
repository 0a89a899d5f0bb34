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

    /** The keys of one kind of receiver. */
    record Keys(Key<Integer> severity, Key<List<String>> rules, Key<List<AlertMoment>> moments) {

        /**
         * @param section of the configuration
         * @param delivered what is done with alerts, in a sentence
         */
        static Keys of(String section, String delivered) {
            return new Keys(
                    Key.of(
                            section + ".severity",
                            ValueType.integer(1, 100),
                            "1",
                            "Alerts of this severity or a higher one are " + delivered + "."),
                    Key.withoutDefault(
                            section + ".rules",
                            ValueType.listOf(ValueType.text()),
                            "Ids of the rules whose alerts are "
                                    + delivered
                                    + "; without it, those of all."),
                    Key.of(
                            section + ".when",
                            ValueType.listOf(ValueType.oneOf(AlertMoment.class)),
                            "open, close",
                            "What is "
                                    + delivered
                                    + " of an alert: that it opens, grows, or is over."));
        }

        List<Key<?>> all() {
            return List.of(severity, rules, moments);
        }
    }

    public AlertSelection {
        rules = List.copyOf(rules);
        moments = List.copyOf(moments);
    }

    static AlertSelection from(Settings settings, Keys keys) {
        return new AlertSelection(
                settings.get(keys.severity()),
                settings.getAll(keys.rules()),
                settings.get(keys.moments()));
    }

    /** Whether this state of an alert is delivered; never that of a dry run. */
    public boolean takes(Alert alert) {
        return !alert.isDryRun()
                && alert.finding().rule().severity() >= severity
                && moments.contains(AlertMoment.of(alert))
                && (rules.isEmpty() || rules.contains(alert.finding().rule().id()));
    }
}
