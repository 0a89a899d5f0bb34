package io.weir.operators.decode;

import io.weir.operators.types.TransportSession;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;

/**
 * Timers for one kind of what expires, on the watermark, which is receive time. Times are rounded
 * up to a second: Flink keeps equal timers of a key only once.
 */
final class ExpiryTimers implements Triggerable<TransportSession, VoidNamespace> {

    /** What is done when a timer of the current key is due. */
    interface Expiry {

        /**
         * Removes what is too old.
         *
         * @param dueMillis the time of the timer
         */
        void expire(TransportSession key, long dueMillis);
    }

    private static final long STEP_MILLIS = 1_000;

    private final Expiry expiry;
    private InternalTimerService<VoidNamespace> timers;

    private ExpiryTimers(Expiry expiry) {
        this.expiry = expiry;
    }

    /**
     * @param name of the timers in state: it must stay as it is
     */
    static ExpiryTimers of(String name, AbstractStreamOperator<?> operator, Expiry expiry) {
        ExpiryTimers triggered = new ExpiryTimers(expiry);
        triggered.timers =
                operator.getInternalTimerService(name, VoidNamespaceSerializer.INSTANCE, triggered);
        return triggered;
    }

    /**
     * Sets a timer for the current key.
     *
     * @return when it is due: at this time or less than a second after it
     */
    long at(long millis) {
        long due = Math.floorDiv(millis + STEP_MILLIS - 1, STEP_MILLIS) * STEP_MILLIS;
        timers.registerEventTimeTimer(VoidNamespace.INSTANCE, due);
        return due;
    }

    /** Removes a timer of the current key, by the time that it is due. */
    void remove(long dueMillis) {
        timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, dueMillis);
    }

    @Override
    public void onEventTime(InternalTimer<TransportSession, VoidNamespace> timer) {
        // The end of the input says nothing of the age of anything.
        if (timers.currentWatermark() != Long.MAX_VALUE) {
            expiry.expire(timer.getKey(), timer.getTimestamp());
        }
    }

    @Override
    public void onProcessingTime(InternalTimer<TransportSession, VoidNamespace> timer) {
        throw new IllegalStateException("There are no timers on processing time.");
    }
}
