package io.weir.job.generate;

import java.time.Duration;
import java.util.Optional;

/**
 * How exporters behave.
 *
 * @param sampling one packet in this many is sampled, 1 to {@link #MAX_SAMPLING}; empty for what
 *     the protocol does without: every packet, or with sFlow one packet of each flow
 * @param activeTimeout after which a flow that goes on is exported, at least {@link #MIN_TIMEOUT}
 * @param inactiveTimeout after which a flow without packets is exported, at least {@link
 *     #MIN_TIMEOUT}
 * @param refresh how templates and options are sent again
 * @param restartEvery how often each exporter restarts; empty for never
 * @param silentAfter when the last of the exporters sends no more; empty for never
 * @param clockSkew clocks are wrong by up to this, in either direction; some are right
 * @param impairment what happens to datagrams on their way
 */
public record ExporterOptions(
        Optional<Integer> sampling,
        Duration activeTimeout,
        Duration inactiveTimeout,
        Refresh refresh,
        Optional<Duration> restartEvery,
        Optional<Duration> silentAfter,
        Duration clockSkew,
        Impairment impairment) {

    /** What the header of NetFlow v5 has room for. */
    public static final int MAX_SAMPLING = 16_383;

    public static final Duration MIN_TIMEOUT = Duration.ofSeconds(1);
    public static final Duration MAX_SKEW = Duration.ofDays(365);

    /**
     * When templates and options are sent again: whatever comes first.
     *
     * @param every at least a second
     * @param datagrams after so many, at least 1; empty for never
     */
    public record Refresh(Duration every, Optional<Integer> datagrams) {
        public Refresh {
            requireAtLeast("time between templates", every, MIN_TIMEOUT);
        }
    }

    public ExporterOptions {
        requireAtLeast("active timeout", activeTimeout, MIN_TIMEOUT);
        requireAtLeast("inactive timeout", inactiveTimeout, MIN_TIMEOUT);
        restartEvery.ifPresent(
                every -> requireAtLeast("time between restarts", every, MIN_TIMEOUT));
        silentAfter.ifPresent(after -> requireAtLeast("time until silence", after, MIN_TIMEOUT));
        requireAtLeast("clock skew", clockSkew, Duration.ZERO);
        if (sampling.isPresent() && (sampling.get() < 1 || sampling.get() > MAX_SAMPLING)) {
            throw new IllegalArgumentException(
                    "Sampling is one packet in 1 to " + MAX_SAMPLING + ", not " + sampling.get());
        }
    }

    /**
     * No sampling, timeouts of 60 s and 15 s, templates every 20 s, no restarts, no silence, right
     * clocks, and nothing lost.
     */
    public static ExporterOptions defaults() {
        return new ExporterOptions(
                Optional.empty(),
                Duration.ofSeconds(60),
                Duration.ofSeconds(15),
                new Refresh(Duration.ofSeconds(20), Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                Impairment.NONE);
    }

    public ExporterOptions withSampling(int oneIn) {
        return new ExporterOptions(
                Optional.of(oneIn),
                activeTimeout,
                inactiveTimeout,
                refresh,
                restartEvery,
                silentAfter,
                clockSkew,
                impairment);
    }

    public ExporterOptions withTimeouts(Duration active, Duration inactive) {
        return new ExporterOptions(
                sampling,
                active,
                inactive,
                refresh,
                restartEvery,
                silentAfter,
                clockSkew,
                impairment);
    }

    public ExporterOptions withRefresh(Refresh refresh) {
        return new ExporterOptions(
                sampling,
                activeTimeout,
                inactiveTimeout,
                refresh,
                restartEvery,
                silentAfter,
                clockSkew,
                impairment);
    }

    public ExporterOptions withRestartEvery(Duration every) {
        return new ExporterOptions(
                sampling,
                activeTimeout,
                inactiveTimeout,
                refresh,
                Optional.of(every),
                silentAfter,
                clockSkew,
                impairment);
    }

    public ExporterOptions withSilentAfter(Duration after) {
        return new ExporterOptions(
                sampling,
                activeTimeout,
                inactiveTimeout,
                refresh,
                restartEvery,
                Optional.of(after),
                clockSkew,
                impairment);
    }

    public ExporterOptions withClockSkew(Duration atMost) {
        return new ExporterOptions(
                sampling,
                activeTimeout,
                inactiveTimeout,
                refresh,
                restartEvery,
                silentAfter,
                atMost,
                impairment);
    }

    public ExporterOptions withImpairment(Impairment impairment) {
        return new ExporterOptions(
                sampling,
                activeTimeout,
                inactiveTimeout,
                refresh,
                restartEvery,
                silentAfter,
                clockSkew,
                impairment);
    }

    private static void requireAtLeast(String what, Duration value, Duration least) {
        if (value.compareTo(least) < 0) {
            throw new IllegalArgumentException(
                    "The " + what + " is at least " + least + ", not " + value + ".");
        }
    }
}
