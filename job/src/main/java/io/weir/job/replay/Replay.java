package io.weir.job.replay;

import io.weir.job.capture.CaptureLog;
import io.weir.job.capture.CaptureStatistics;
import io.weir.job.capture.CapturedDatagram;
import io.weir.job.capture.MergedCaptures;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Sends the UDP payloads of captures again, byte for byte: the times and sequence numbers in them
 * are those of then.
 *
 * <p>A datagram that is late, because the one before took long, is sent at once. Between the last
 * datagram of a round and the first of the next lies one second of the captures' time.
 */
public final class Replay {

    /** The longest time without a look at whether to stop. */
    private static final long LONGEST_PAUSE_NANOS = 50_000_000;

    private static final long PROGRESS_NANOS = 1_000_000_000;
    private static final long BETWEEN_ROUNDS_MICROS = 1_000_000;
    private static final long UNSET = Long.MIN_VALUE;

    private final ReplayOptions options;
    private final ReplaySink sink;
    private final ReplayClock clock;
    private final BooleanSupplier stop;
    private final Consumer<ReplayTotals> progress;

    private final long startNanos;
    private long nextProgressNanos;
    private long roundStartMicros;
    private long firstMicros;
    private long lastMicros;
    private long sent;
    private long datagrams;
    private long bytes;
    private long errors;
    private long leftOut;
    private long rounds;

    private Replay(
            ReplayOptions options,
            ReplaySink sink,
            ReplayClock clock,
            BooleanSupplier stop,
            Consumer<ReplayTotals> progress) {
        this.options = options;
        this.sink = sink;
        this.clock = clock;
        this.stop = stop;
        this.progress = progress;
        startNanos = clock.nanos();
        nextProgressNanos = startNanos + PROGRESS_NANOS;
    }

    /**
     * Sends until all rounds are done or {@code stop} says so.
     *
     * @param stop asked at least every 50 ms
     * @param progress called about every second
     * @return what was done
     * @throws IOException if a capture cannot be read or is damaged, or no datagram can be sent any
     *     more
     */
    public static ReplayTotals run(
            ReplayOptions options,
            ReplaySockets sockets,
            BooleanSupplier stop,
            Consumer<ReplayTotals> progress)
            throws IOException {
        return run(options, sockets, ReplayClock.SYSTEM, stop, progress);
    }

    static ReplayTotals run(
            ReplayOptions options,
            ReplaySink sink,
            ReplayClock clock,
            BooleanSupplier stop,
            Consumer<ReplayTotals> progress)
            throws IOException {
        Replay replay = new Replay(options, sink, clock, stop, progress);
        // A round without a datagram would be followed by others for ever.
        while (replay.rounds < options.rounds() && replay.sendRound()) {
            replay.rounds++;
        }
        return replay.totals();
    }

    /** Whether it was sent to its end, and had a datagram. */
    private boolean sendRound() throws IOException {
        long before = sent;
        firstMicros = UNSET;
        BiConsumer<Path, CaptureStatistics> ended =
                rounds == 0 ? CaptureLog::ended : (file, statistics) -> {};
        try (MergedCaptures captures = MergedCaptures.open(options.files(), ended)) {
            CapturedDatagram captured;
            while ((captured = captures.next()) != null) {
                if (!options.filter().accepts(captured)) {
                    leftOut++;
                } else if (!send(captured)) {
                    return false;
                }
            }
        }
        roundStartMicros = lastMicros + BETWEEN_ROUNDS_MICROS;
        return sent > before;
    }

    /** Whether the replay goes on. */
    private boolean send(CapturedDatagram captured) throws IOException {
        if (firstMicros == UNSET) {
            firstMicros = captured.epochMicros();
        }
        long sinceStart = roundStartMicros + captured.epochMicros() - firstMicros;
        lastMicros = Math.max(lastMicros, sinceStart);
        if (!awaitDue(startNanos + options.pace().dueNanos(sent, sinceStart))) {
            return false;
        }
        sent++;
        if (sink.send(captured.datagram())) {
            datagrams++;
            bytes += captured.datagram().payload().length;
        } else {
            errors++;
        }
        return true;
    }

    /** Waits for the moment; returns false if the replay is to stop before. */
    private boolean awaitDue(long dueNanos) {
        while (!stop.getAsBoolean()) {
            long now = clock.nanos();
            if (now - nextProgressNanos >= 0) {
                nextProgressNanos = now + PROGRESS_NANOS;
                progress.accept(totals());
            }
            if (dueNanos - now <= 0) {
                return true;
            }
            clock.pause(Math.min(dueNanos - now, LONGEST_PAUSE_NANOS));
        }
        return false;
    }

    private ReplayTotals totals() {
        Duration elapsed = Duration.ofNanos(clock.nanos() - startNanos);
        return new ReplayTotals(datagrams, bytes, errors, leftOut, rounds, elapsed);
    }
}
