package io.weir.codec.session;

import io.weir.codec.clock.ClockListener;

/** Counts what happens to the clocks of an exporter. */
record CountedClockEvents(SessionListener listener) implements ClockListener {

    @Override
    public void restarted() {
        listener.count(SessionCounter.EXPORTER_RESTARTS, 1);
    }

    @Override
    public void uptimeWrapped() {
        listener.count(SessionCounter.UPTIME_WRAPS, 1);
    }
}
