package io.weir.job.faults;

import java.time.Duration;
import org.apache.flink.util.TimeUtils;

/** How long servers stay away: longer than checkpoints are apart. */
final class Outages {

    private static final String PROPERTY = "faults.outage";

    private Outages() {}

    static Duration duration() {
        return TimeUtils.parseDuration(System.getProperty(PROPERTY, "20s"));
    }
}
