package io.weir.operators.decode;

import io.weir.operators.types.TransportSession;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The sessions in memory: those that were used last, at most so many. */
final class LiveSessions {

    private final Map<TransportSession, LiveSession> sessions =
            new LinkedHashMap<>(16, 0.75f, true);
    private final int most;
    private final Function<TransportSession, LiveSession> make;
    private final BiConsumer<TransportSession, LiveSession> flush;

    /**
     * @param make makes a session from state
     * @param flush writes a session to state, whatever the current key is
     */
    LiveSessions(
            int most,
            Function<TransportSession, LiveSession> make,
            BiConsumer<TransportSession, LiveSession> flush) {
        this.most = most;
        this.make = make;
        this.flush = flush;
    }

    /** The session of the current key. */
    LiveSession of(TransportSession key) {
        LiveSession session = sessions.get(key);
        if (session == null) {
            dropOldest();
            session = make.apply(key);
            sessions.put(key, session);
        }
        return session;
    }

    private void dropOldest() {
        if (sessions.size() >= most) {
            Iterator<Map.Entry<TransportSession, LiveSession>> oldest =
                    sessions.entrySet().iterator();
            flushIfActive(oldest.next());
            oldest.remove();
        }
    }

    /** Writes to state what sessions have that is not there. */
    void flush() {
        sessions.entrySet().forEach(this::flushIfActive);
    }

    private void flushIfActive(Map.Entry<TransportSession, LiveSession> entry) {
        if (entry.getValue().isActive()) {
            flush.accept(entry.getKey(), entry.getValue());
        }
    }

    void remove(TransportSession key) {
        sessions.remove(key);
    }

    int count() {
        return sessions.size();
    }
}
