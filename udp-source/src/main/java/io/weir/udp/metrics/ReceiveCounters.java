package io.weir.udp.metrics;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;

/** What is counted at a socket, in one metric group: that of a reader or of a listener. */
final class ReceiveCounters {

    private final Counter datagrams;
    private final Counter bytes;
    private final Counter notAllowed;
    private final Counter discardedAtClose;

    ReceiveCounters(MetricGroup group) {
        this.datagrams = counter(group, UdpMetric.DATAGRAMS_RECEIVED);
        this.bytes = counter(group, UdpMetric.BYTES_RECEIVED);
        this.notAllowed = counter(group, UdpMetric.DATAGRAMS_NOT_ALLOWED);
        this.discardedAtClose = counter(group, UdpMetric.DATAGRAMS_DISCARDED_AT_CLOSE);
    }

    void countReceived(int payloadBytes) {
        datagrams.inc();
        bytes.inc(payloadBytes);
    }

    void countNotAllowed() {
        notAllowed.inc();
    }

    void countDiscardedAtClose(int more) {
        discardedAtClose.inc(more);
    }

    long datagrams() {
        return datagrams.getCount();
    }

    long notAllowed() {
        return notAllowed.getCount();
    }

    long discardedAtClose() {
        return discardedAtClose.getCount();
    }

    private static Counter counter(MetricGroup group, UdpMetric metric) {
        return group.counter(metric.id(), new ThreadSafeSimpleCounter());
    }
}
