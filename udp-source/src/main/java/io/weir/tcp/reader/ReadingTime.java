package io.weir.tcp.reader;

import java.util.function.LongSupplier;

/**
 * Time that stands still while nothing is read: a sender that we let wait is neither slow nor idle.
 * Used by one thread.
 */
final class ReadingTime {

    private final LongSupplier nanos;
    private long pausedNanos;
    private long pausedAt;
    private boolean paused;

    /**
     * @param nanos as {@link System#nanoTime}
     */
    ReadingTime(LongSupplier nanos) {
        this.nanos = nanos;
    }

    long now() {
        return (paused ? pausedAt : nanos.getAsLong()) - pausedNanos;
    }

    void pause() {
        if (!paused) {
            pausedAt = nanos.getAsLong();
            paused = true;
        }
    }

    void resume() {
        if (paused) {
            pausedNanos += nanos.getAsLong() - pausedAt;
            paused = false;
        }
    }
}
