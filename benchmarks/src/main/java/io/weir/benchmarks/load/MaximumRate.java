package io.weir.benchmarks.load;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * Finds the highest rate at which a receiver loses nothing: short trials close in on it, and a long
 * one at the end must be lossless.
 */
final class MaximumRate {

    private static final double CLOSE_ENOUGH = 1.03;
    private static final double STEP_DOWN = 0.95;
    private static final int MAX_TRIALS = 12;
    private static final int MAX_CONFIRMATIONS = 8;

    private final Session session;
    private final double trialSeconds;
    private final Consumer<String> progress;

    MaximumRate(Session session, double trialSeconds, Consumer<String> progress) {
        this.session = session;
        this.trialSeconds = trialSeconds;
        this.progress = progress;
    }

    /** The long trial that lost nothing. */
    Trial confirmed(double seconds) throws IOException, InterruptedException {
        double rate = search();
        for (int i = 0; i < MAX_CONFIRMATIONS; i++) {
            Trial trial = attempt(rate, seconds);
            if (trial.lost() == 0) {
                return trial;
            }
            rate = trial.sent().datagramsPerSecond() * STEP_DOWN;
        }
        throw new LoadException(
                "The receiver loses datagrams even at " + Math.round(rate) + " per second.");
    }

    /**
     * The highest rate of short trials, in datagrams per second; {@link SenderProcess#UNLIMITED} if
     * the receiver takes all that the sender can send.
     */
    double search() throws IOException, InterruptedException {
        Trial flood = attempt(SenderProcess.UNLIMITED, trialSeconds);
        double high = flood.sent().datagramsPerSecond();
        if (session.keptUp(flood)) {
            return SenderProcess.UNLIMITED;
        }
        double low = 0;
        double next = high * (1 - (double) flood.lost() / flood.sent().datagrams());
        for (int i = 0; i < MAX_TRIALS && (low == 0 || high / low > CLOSE_ENOUGH); i++) {
            if (session.keptUp(attempt(next, trialSeconds))) {
                low = next;
                next = Math.min((low + high) / 2, low * 1.25);
            } else {
                high = next;
                next = low == 0 ? high * 0.8 : (low + high) / 2;
            }
        }
        if (low == 0) {
            throw new LoadException("The receiver keeps up with no rate that was tried.");
        }
        return low;
    }

    private Trial attempt(double rate, double seconds) throws IOException, InterruptedException {
        Trial trial = session.send(rate, seconds);
        progress.accept(
                "%.0f datagrams/s for %.0f s: %d lost, %d KiB behind, %.0f %% of the core"
                        .formatted(
                                trial.sent().datagramsPerSecond(),
                                trial.sent().seconds(),
                                trial.lost(),
                                trial.backlogBytes() >> 10,
                                100 * trial.cpuSeconds() / trial.sent().seconds()));
        return trial;
    }
}
