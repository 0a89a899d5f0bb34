package io.weir.operators.enrich.threat;

import io.weir.operators.enrich.file.FileWatch;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * A lease on the table of all feeds, which is made once per process however many subtasks open it,
 * and made anew when a feed or the allow-list changes or a feed gets too old. The last lease to
 * close takes the table, its files and its thread away.
 */
public final class LiveThreats implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final Map<ThreatSettings, SharedThreats> OPEN = new HashMap<>();

    private final SharedThreats shared;
    private boolean closed;

    private LiveThreats(SharedThreats shared) {
        this.shared = shared;
    }

    /**
     * Opens the feeds.
     *
     * @throws IOException if a file is not there or nothing in it is right; the message names it
     */
    public static LiveThreats open(ThreatSettings settings) throws IOException {
        synchronized (OPEN) {
            SharedThreats shared = OPEN.get(settings);
            if (shared == null) {
                shared =
                        SharedThreats.open(
                                settings, FileWatch.ofProcess(), Clock.systemUTC(), INTERVAL);
                OPEN.put(settings, shared);
            }
            shared.lease();
            return new LiveThreats(shared);
        }
    }

    /**
     * The newest table: one volatile read. Ids are those of the very table that gave them: whoever
     * keeps one keeps the table.
     */
    public ThreatTable current() {
        return shared.current();
    }

    /** Gives the lease back. Closing again does nothing. */
    @Override
    public void close() {
        synchronized (OPEN) {
            if (!closed) {
                closed = true;
                if (shared.release()) {
                    OPEN.values().remove(shared);
                    shared.close();
                }
            }
        }
    }
}
