package io.weir.codec.clock;

import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.store.StoredFormat;
import java.nio.ByteBuffer;

/**
 * The clock of one observation domain: line cards have their own. In the store:
 *
 * <pre>
 * | version (1) = 1 | skew ({@link SkewEstimate#BYTES}) | uptime ({@link Uptime#BYTES}) |
 * </pre>
 */
final class ExporterClock {

    private static final byte VERSION = 1;
    private static final int LENGTH = 1 + SkewEstimate.BYTES + Uptime.BYTES;
    private static final StoredFormat FORMAT = new StoredFormat("A stored clock", VERSION, LENGTH);

    private final SkewEstimate skew = new SkewEstimate();
    private final Uptime uptime = new Uptime();

    /** Whether it has something that is not in the store. */
    private boolean changed;

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @throws IllegalStateException if a newer version wrote it, or something else did
     */
    static ExporterClock ofBytes(byte[] bytes) {
        FORMAT.check(bytes);
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, LENGTH - 1);
        ExporterClock clock = new ExporterClock();
        clock.skew.read(buffer);
        clock.uptime.read(buffer);
        return clock;
    }

    byte[] toBytes() {
        ByteBuffer buffer = ByteBuffer.allocate(LENGTH).put(VERSION);
        skew.write(buffer);
        uptime.write(buffer);
        return buffer.array();
    }

    void observe(long exportMillis, long receivedMillis) {
        skew.observe(exportMillis, receivedMillis);
        changed = true;
    }

    void observeUptime(long uptimeMillis, long receivedMillis, ClockListener listener) {
        uptime.observe(uptimeMillis, receivedMillis, listener);
    }

    /** For a clock that is of no use but for one message. */
    void forgetSkew() {
        skew.clear();
    }

    long skewOf(long exportMillis, long receivedMillis) {
        return skew.skewOf(exportMillis, receivedMillis);
    }

    long lastReceivedMillis() {
        return skew.lastReceivedMillis();
    }

    boolean isChanged() {
        return changed;
    }

    void setStored() {
        changed = false;
    }

    ClockStatus status(ExportProtocol protocol, long domain) {
        return new ClockStatus(
                protocol,
                domain,
                skew.skewMillis(),
                uptime.bootMillis(),
                uptime.restarts(),
                uptime.wraps(),
                skew.lastReceivedMillis());
    }
}
