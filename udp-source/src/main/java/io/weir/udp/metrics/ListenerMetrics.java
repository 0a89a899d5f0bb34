package io.weir.udp.metrics;

import org.apache.flink.annotation.Internal;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * The metrics of one listener of a reader, in the sub-group {@code listener=NAME}, and its share in
 * the reader's totals. Only the receive thread counts, or who closes it.
 */
@Internal
public final class ListenerMetrics {

    private static final String GROUP = "listener";

    private final MetricGroup group;
    private final ReceiveCounters own;
    private final ReceiveCounters total;

    ListenerMetrics(MetricGroup reader, String name, ReceiveCounters total) {
        this.group = reader.addGroup(GROUP, name);
        this.own = new ReceiveCounters(group);
        this.total = total;
    }

    /** Registers the gauges on the listener's socket. */
    public void observeSocket(Gauge<Long> droppedByKernel, Gauge<Integer> receiveBufferBytes) {
        group.gauge(UdpMetric.DATAGRAMS_DROPPED_BY_KERNEL.id(), droppedByKernel);
        group.gauge(UdpMetric.RECEIVE_BUFFER_BYTES.id(), receiveBufferBytes);
    }

    /** Counts a datagram read from the socket. */
    public void received(int payloadBytes) {
        own.countReceived(payloadBytes);
        total.countReceived(payloadBytes);
    }

    /** Counts a received datagram whose sender is not on the allow-list. */
    public void notAllowed() {
        own.countNotAllowed();
        total.countNotAllowed();
    }

    /** Counts datagrams that were still in the socket's receive buffer at its close. */
    public void discardedAtClose(int datagrams) {
        own.countDiscardedAtClose(datagrams);
        total.countDiscardedAtClose(datagrams);
    }
}
