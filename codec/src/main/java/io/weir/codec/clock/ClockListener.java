package io.weir.codec.clock;

/** Hears what happens to the clocks of an exporter. */
public interface ClockListener {

    /** The exporter, or the part of it that sends in this domain, has started anew. */
    void restarted();

    /** An uptime went beyond 2^32 ms (49.7 days) and began at 0 again. */
    void uptimeWrapped();
}
