package io.weir.job.config;

import io.weir.operators.detect.Alert;

/** What happens to an alert that others may want to know. */
public enum AlertMoment {
    OPEN,
    UPDATE,
    CLOSE;

    /** What has just happened to an alert. */
    static AlertMoment of(Alert alert) {
        return switch (alert.status()) {
            case OPEN -> OPEN;
            case UPDATED -> UPDATE;
            case CLOSED -> CLOSE;
        };
    }
}
