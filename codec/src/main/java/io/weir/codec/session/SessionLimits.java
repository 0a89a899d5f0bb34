package io.weir.codec.session;

import java.io.Serializable;
import java.time.Duration;

/**
 * How much one exporter may make its session remember, and how far it is believed. What is over a
 * limit is refused and counted.
 *
 * @param templates the most templates at a time, at least 1
 * @param domains the most observation domains, sub-agents and engines at a time, at least 1
 * @param waitingBytes the most octets of data sets that wait for their template, with what is kept
 *     beside each; 0 keeps none
 * @param waitingAge how long a data set waits for its template
 * @param optionsRecords the most things that options records describe (samplers, interfaces,
 *     applications, VRFs), at least 1
 * @param totals the most flows whose total counters are remembered; 0 remembers none
 * @param listeners the most addresses and ports that are remembered as servers; 0 remembers none
 * @param clockTolerance how far the exporter's clock may be off before its times are not believed
 * @param flowsPerSecond the most flows per second that are handed on, the others are sampled; 0 is
 *     no limit
 */
public record SessionLimits(
        int templates,
        int domains,
        int waitingBytes,
        Duration waitingAge,
        int optionsRecords,
        int totals,
        int listeners,
        Duration clockTolerance,
        long flowsPerSecond)
        implements Serializable {

    /** What one exporter needs seldom, and a host of exporters can be given. */
    public static final SessionLimits DEFAULTS =
            new SessionLimits(
                    4_096,
                    256,
                    256 << 10,
                    Duration.ofMinutes(30),
                    16_384,
                    65_536,
                    16_384,
                    Duration.ofMinutes(1),
                    0);

    /** The same with another number of templates. */
    public SessionLimits withTemplates(int most) {
        return new SessionLimits(
                most,
                domains,
                waitingBytes,
                waitingAge,
                optionsRecords,
                totals,
                listeners,
                clockTolerance,
                flowsPerSecond);
    }

    /** The same with another number of things that options records describe. */
    public SessionLimits withOptionsRecords(int most) {
        return new SessionLimits(
                templates,
                domains,
                waitingBytes,
                waitingAge,
                most,
                totals,
                listeners,
                clockTolerance,
                flowsPerSecond);
    }

    /** The same with another number of flows whose total counters are remembered. */
    public SessionLimits withTotals(int most) {
        return new SessionLimits(
                templates,
                domains,
                waitingBytes,
                waitingAge,
                optionsRecords,
                most,
                listeners,
                clockTolerance,
                flowsPerSecond);
    }

    /** The same with another number of servers that are remembered. */
    public SessionLimits withListeners(int most) {
        return new SessionLimits(
                templates,
                domains,
                waitingBytes,
                waitingAge,
                optionsRecords,
                totals,
                most,
                clockTolerance,
                flowsPerSecond);
    }

    /** The same with another tolerance of wrong clocks. */
    public SessionLimits withClockTolerance(Duration tolerance) {
        return new SessionLimits(
                templates,
                domains,
                waitingBytes,
                waitingAge,
                optionsRecords,
                totals,
                listeners,
                tolerance,
                flowsPerSecond);
    }

    /** The same with another number of flows per second. */
    public SessionLimits withFlowsPerSecond(long most) {
        return new SessionLimits(
                templates,
                domains,
                waitingBytes,
                waitingAge,
                optionsRecords,
                totals,
                listeners,
                clockTolerance,
                most);
    }
}
