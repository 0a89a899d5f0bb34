package io.weir.udp.reader;

import java.net.InetAddress;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/**
 * Tells of senders that are not on the allow-list: one of them at a time, and how many datagrams
 * went unmentioned since the last. Whatever comes, it keeps three numbers.
 */
final class RefusedSenders {

    static final long INTERVAL_NANOS = Duration.ofSeconds(10).toNanos();

    private final LongSupplier nanoClock;
    private final BiConsumer<InetAddress, Long> log;
    private boolean said;
    private long lastNanos;
    private long heldBack;

    /**
     * @param log takes a sender, and the number of refused datagrams since the last one that it was
     *     given
     */
    RefusedSenders(LongSupplier nanoClock, BiConsumer<InetAddress, Long> log) {
        this.nanoClock = nanoClock;
        this.log = log;
    }

    /** Mentions the sender of a refused datagram if none was in the last 10 s. */
    void refused(InetAddress sender) {
        long now = nanoClock.getAsLong();
        if (said && now - lastNanos < INTERVAL_NANOS) {
            heldBack++;
            return;
        }
        log.accept(sender, heldBack);
        said = true;
        lastNanos = now;
        heldBack = 0;
    }
}
