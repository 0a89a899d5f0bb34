package io.weir.udp.metrics;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;

/**
 * Queue drops per sender address: a metric {@link UdpMetric#DATAGRAMS_DROPPED_QUEUE_FULL} in the
 * sub-group {@code exporter=<address>}, registered at the first drop. The first {@value
 * #MAX_EXPORTERS} senders have one each, later ones share {@code exporter=other}, so that a flood
 * of spoofed senders cannot grow it.
 *
 * <p>Open addressing at half load: counting neither allocates nor boxes, for an overload is when it
 * runs for each datagram. One thread counts.
 */
final class ExporterDrops {

    static final int MAX_EXPORTERS = 128;

    static final String GROUP = "exporter";

    static final String OTHER = "other";

    private static final int SLOTS = 2 * MAX_EXPORTERS;

    private final MetricGroup parent;
    private final long[] high = new long[SLOTS];
    private final long[] low = new long[SLOTS];
    private final Counter[] counters = new Counter[SLOTS];
    private int exporters;
    private Counter other;

    ExporterDrops(MetricGroup parent) {
        this.parent = parent;
    }

    void count(long sourceHigh, long sourceLow) {
        counterOf(sourceHigh, sourceLow).inc();
    }

    private Counter counterOf(long sourceHigh, long sourceLow) {
        int slot = firstSlot(sourceHigh, sourceLow);
        while (counters[slot] != null) {
            if (low[slot] == sourceLow && high[slot] == sourceHigh) {
                return counters[slot];
            }
            slot = (slot + 1) % SLOTS;
        }
        return exporters == MAX_EXPORTERS ? other() : register(slot, sourceHigh, sourceLow);
    }

    private Counter register(int slot, long sourceHigh, long sourceLow) {
        exporters++;
        high[slot] = sourceHigh;
        low[slot] = sourceLow;
        counters[slot] = counter(text(sourceHigh, sourceLow));
        return counters[slot];
    }

    private Counter other() {
        if (other == null) {
            other = counter(OTHER);
        }
        return other;
    }

    private Counter counter(String exporter) {
        return parent.addGroup(GROUP, exporter)
                .counter(
                        UdpMetric.DATAGRAMS_DROPPED_QUEUE_FULL.id(), new ThreadSafeSimpleCounter());
    }

    private static int firstSlot(long sourceHigh, long sourceLow) {
        // Fibonacci hashing: neighbouring addresses differ in the low bits only.
        long mixed = (sourceHigh * 31 + sourceLow) * 0x9e37_79b9_7f4a_7c15L;
        return (int) ((mixed >>> 32) & (SLOTS - 1));
    }

    private static String text(long sourceHigh, long sourceLow) {
        byte[] bytes =
                ByteBuffer.allocate(2 * Long.BYTES).putLong(sourceHigh).putLong(sourceLow).array();
        try {
            return InetAddress.getByAddress(bytes)
                    .getHostAddress(); // IPv4-mapped comes out as IPv4
        } catch (UnknownHostException e) {
            throw new IllegalStateException("16 bytes are an IPv6 address", e);
        }
    }
}
