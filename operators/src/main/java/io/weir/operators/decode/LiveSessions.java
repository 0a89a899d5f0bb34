package io.weir.operators.decode;

import io.weir.operators.types.TransportSession;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The sessions in memory, at most so many. Those that were looked for once only make room first, so
 * that a flood of senders of one datagram each does not cost busy exporters their compiled plans;
 * then those that were not looked for longest.
 */
final class LiveSessions {

    /** The part of all sessions that those looked for once may take before they make room. */
    private static final int PART_FOR_NEW = 8;

    private final Map<TransportSession, LiveSession> usedOnce = new LinkedHashMap<>();
    private final Map<TransportSession, LiveSession> usedAgain =
            new LinkedHashMap<>(16, 0.75f, true);
    private final int most;
    private final BiConsumer<TransportSession, LiveSession> flush;

    /**
     * @param flush writes a session to state, whatever the current key is
     */
    LiveSessions(int most, BiConsumer<TransportSession, LiveSession> flush) {
        this.most = most;
        this.flush = flush;
    }

    /** The session of the key, or null if it is not in memory. */
    LiveSession find(TransportSession key) {
        LiveSession session = usedAgain.get(key);
        if (session == null) {
            session = usedOnce.remove(key);
            if (session != null) {
                usedAgain.put(key, session);
            }
        }
        return session;
    }

    /** Adds a session that is not in memory yet. */
    void add(TransportSession key, LiveSession session) {
        if (count() >= most) {
            boolean manyNew = usedOnce.size() >= Math.max(1, most / PART_FOR_NEW);
            dropFirst(manyNew || usedAgain.isEmpty() ? usedOnce : usedAgain);
        }
        usedOnce.put(key, session);
    }

    private void dropFirst(Map<TransportSession, LiveSession> sessions) {
        Iterator<Map.Entry<TransportSession, LiveSession>> oldest = sessions.entrySet().iterator();
        flushIfActive(oldest.next());
        oldest.remove();
    }

    /** Writes to state what sessions have that is not there. */
    void flush() {
        usedOnce.entrySet().forEach(this::flushIfActive);
        usedAgain.entrySet().forEach(this::flushIfActive);
    }

    private void flushIfActive(Map.Entry<TransportSession, LiveSession> entry) {
        if (entry.getValue().isActive()) {
            flush.accept(entry.getKey(), entry.getValue());
        }
    }

    /** Takes a session out of memory; does nothing if it is not there. */
    void remove(TransportSession key) {
        if (usedAgain.remove(key) == null) {
            usedOnce.remove(key);
        }
    }

    int count() {
        return usedOnce.size() + usedAgain.size();
    }
}
