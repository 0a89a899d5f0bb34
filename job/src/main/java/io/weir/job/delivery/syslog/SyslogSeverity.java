package io.weir.job.delivery.syslog;

/** How grave a message is (RFC 5424 §6.2.1); those that alerts have. */
enum SyslogSeverity {
    CRITICAL(2, 80),
    ERROR(3, 60),
    WARNING(4, 30),
    NOTICE(5, 1);

    private final int code;
    private final int leastOfAlerts;

    SyslogSeverity(int code, int leastOfAlerts) {
        this.code = code;
        this.leastOfAlerts = leastOfAlerts;
    }

    /**
     * That of an alert.
     *
     * @param severity from 1 to 100
     */
    static SyslogSeverity of(int severity) {
        for (SyslogSeverity each : values()) {
            if (severity >= each.leastOfAlerts) {
                return each;
            }
        }
        throw new IllegalArgumentException("Severity " + severity + " is not from 1 to 100.");
    }

    int code() {
        return code;
    }
}
