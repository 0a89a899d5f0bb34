package io.weir.udp.metrics;

import org.apache.flink.annotation.Internal;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;

/**
 * The metrics of one reader, for any thread to read. Only the receive thread counts what it
 * receives and drops, only the task's thread what is restored.
 */
@Internal
public final class UdpReaderMetrics {

    private final SourceReaderMetricGroup group;
    private final Counter datagramsRestored;
    private final Counter datagramsDroppedQueueFull;
    private final ReceiveCounters received;
    private final ExporterDrops exporterDrops;

    public UdpReaderMetrics(SourceReaderMetricGroup group) {
        this.group = group;
        this.received = new ReceiveCounters(group);
        this.datagramsRestored =
                group.counter(UdpMetric.DATAGRAMS_RESTORED.id(), new ThreadSafeSimpleCounter());
        this.datagramsDroppedQueueFull =
                group.counter(
                        UdpMetric.DATAGRAMS_DROPPED_QUEUE_FULL.id(), new ThreadSafeSimpleCounter());
        this.exporterDrops = new ExporterDrops(group);
    }

    /** Registers the gauges on the hand-over queue, Flink's own names for them included. */
    public void observeQueue(Gauge<Long> bytes, Gauge<Long> datagrams) {
        gauge(UdpMetric.QUEUE_BYTES, bytes);
        gauge(UdpMetric.QUEUE_DATAGRAMS, datagrams);
        group.setPendingBytesGauge(bytes);
        group.setPendingRecordsGauge(datagrams);
    }

    /** Registers the gauges on all sockets. */
    public void observeSockets(
            Gauge<Long> droppedByKernel,
            Gauge<Integer> receiveBufferBytes,
            Gauge<Integer> foreignSockets) {
        gauge(UdpMetric.DATAGRAMS_DROPPED_BY_KERNEL, droppedByKernel);
        gauge(UdpMetric.RECEIVE_BUFFER_BYTES, receiveBufferBytes);
        gauge(UdpMetric.FOREIGN_SOCKETS, foreignSockets);
    }

    /** Makes the metrics of a listener; what is counted there is in the totals, too. */
    public ListenerMetrics listener(String name) {
        return new ListenerMetrics(group, name, received);
    }

    /** Counts a received datagram that found no room in the queue. */
    public void droppedQueueFull(long sourceHigh, long sourceLow) {
        datagramsDroppedQueueFull.inc();
        exporterDrops.count(sourceHigh, sourceLow);
    }

    /** Counts datagrams taken over from a checkpoint. */
    public void restored(int datagrams) {
        datagramsRestored.inc(datagrams);
    }

    public long datagramsReceived() {
        return received.datagrams();
    }

    public long datagramsNotAllowed() {
        return received.notAllowed();
    }

    public long datagramsDroppedQueueFull() {
        return datagramsDroppedQueueFull.getCount();
    }

    public long datagramsDiscardedAtClose() {
        return received.discardedAtClose();
    }

    private void gauge(UdpMetric metric, Gauge<?> gauge) {
        group.gauge(metric.id(), gauge);
    }
}
