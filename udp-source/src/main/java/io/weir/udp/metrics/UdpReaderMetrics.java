package io.weir.udp.metrics;

import org.apache.flink.annotation.Internal;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;

/**
 * The metrics of one reader. The receive thread counts, any thread reads; only one thread at a time
 * may count.
 */
@Internal
public final class UdpReaderMetrics {

    private final SourceReaderMetricGroup group;
    private final Counter datagramsReceived;
    private final Counter bytesReceived;
    private final Counter datagramsRestored;
    private final Counter datagramsDroppedQueueFull;
    private final ExporterDrops exporterDrops;

    public UdpReaderMetrics(SourceReaderMetricGroup group) {
        this.group = group;
        this.datagramsReceived = counter(UdpMetric.DATAGRAMS_RECEIVED);
        this.bytesReceived = counter(UdpMetric.BYTES_RECEIVED);
        this.datagramsRestored = counter(UdpMetric.DATAGRAMS_RESTORED);
        this.datagramsDroppedQueueFull = counter(UdpMetric.DATAGRAMS_DROPPED_QUEUE_FULL);
        this.exporterDrops = new ExporterDrops(group);
    }

    /** Registers the gauges on the hand-over queue, Flink's own names for them included. */
    public void observeQueue(Gauge<Long> bytes, Gauge<Long> datagrams) {
        gauge(UdpMetric.QUEUE_BYTES, bytes);
        gauge(UdpMetric.QUEUE_DATAGRAMS, datagrams);
        group.setPendingBytesGauge(bytes);
        group.setPendingRecordsGauge(datagrams);
    }

    /** Registers the gauges on the sockets. */
    public void observeSockets(Gauge<Long> droppedByKernel, Gauge<Integer> receiveBufferBytes) {
        gauge(UdpMetric.DATAGRAMS_DROPPED_BY_KERNEL, droppedByKernel);
        gauge(UdpMetric.RECEIVE_BUFFER_BYTES, receiveBufferBytes);
    }

    /** Counts a datagram read from a socket. */
    public void received(int payloadBytes) {
        datagramsReceived.inc();
        bytesReceived.inc(payloadBytes);
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
        return datagramsReceived.getCount();
    }

    public long datagramsDroppedQueueFull() {
        return datagramsDroppedQueueFull.getCount();
    }

    private Counter counter(UdpMetric metric) {
        return group.counter(metric.id(), new ThreadSafeSimpleCounter());
    }

    private void gauge(UdpMetric metric, Gauge<?> gauge) {
        group.gauge(metric.id(), gauge);
    }
}
