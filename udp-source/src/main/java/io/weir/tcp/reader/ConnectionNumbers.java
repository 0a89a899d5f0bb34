package io.weir.tcp.reader;

import java.time.Clock;

/**
 * Numbers for connections that no other reader gives, nor this one after a restart, and that are
 * never 0.
 *
 * <pre>
 * | 0 | Unix milliseconds, or one more than that of the number before | subtask |
 *   1                               48                                    15
 * </pre>
 *
 * Numbers would come again only if a reader gave more than a thousand per second for its whole life
 * and was restarted at once, or if the clock was set back in between.
 */
final class ConnectionNumbers {

    /** Flink runs at most 2^15 subtasks. */
    private static final int SUBTASK_BITS = 15;

    private final int subtask;
    private final Clock clock;
    private long last;

    ConnectionNumbers(int subtask, Clock clock) {
        this.subtask = subtask;
        this.clock = clock;
    }

    long next() {
        last = Math.max(last + 1, clock.millis());
        return last << SUBTASK_BITS | subtask;
    }
}
