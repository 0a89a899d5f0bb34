package io.weir.operators.decode;

import io.weir.codec.session.ExporterSession;
import io.weir.operators.exporters.SessionAccount;

/** A session in memory. What must outlive it is in state, or gets there with {@link #flush}. */
final class LiveSession {

    final ExporterSession decoder;

    /** Counts what it receives. */
    final SessionAccount account;

    /** Until when what is known of its exporter needs no look. */
    private long heardUntil = Long.MIN_VALUE;

    /** Whether it received anything since it was last flushed. */
    private boolean active;

    LiveSession(ExporterSession decoder, SessionAccount account) {
        this.decoder = decoder;
        this.account = account;
    }

    void received() {
        active = true;
    }

    /** Whether what is known of its exporter needs no look now. */
    boolean isHeardUntil(long nowMillis) {
        return nowMillis < heardUntil;
    }

    void setHeardUntil(long millis) {
        heardUntil = millis;
    }

    /** Whether it may have something that is not in state. */
    boolean isActive() {
        return active;
    }

    /** Writes to the state of its key, which is the current one. */
    void flush() {
        decoder.flush();
        active = false;
    }
}
