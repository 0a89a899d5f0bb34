package io.weir.tcp.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.annotation.Internal;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;

/**
 * The metrics of one reader, for any thread to read. The receive thread counts; only what is
 * restored is counted by the task's thread.
 */
@Internal
public final class TcpReaderMetrics {

    private static final String REASON = "reason";

    private final SourceReaderMetricGroup group;
    private final Counter accepted;
    private final ByReason<RefusalReason> refused;
    private final ByReason<CloseReason> closed;
    private final ByReason<FramingError> framingErrors;
    private final Counter tlsHandshakesFailed;
    private final Counter messages;
    private final Counter bytes;
    private final Counter restored;

    public TcpReaderMetrics(SourceReaderMetricGroup group) {
        this.group = group;
        this.accepted = counter(TcpMetric.CONNECTIONS_ACCEPTED);
        this.refused =
                new ByReason<>(
                        TcpMetric.CONNECTIONS_REFUSED, RefusalReason.class, RefusalReason::label);
        this.closed =
                new ByReason<>(TcpMetric.CONNECTIONS_CLOSED, CloseReason.class, CloseReason::label);
        this.framingErrors =
                new ByReason<>(TcpMetric.FRAMING_ERRORS, FramingError.class, FramingError::label);
        this.tlsHandshakesFailed = counter(TcpMetric.TLS_HANDSHAKES_FAILED);
        this.messages = counter(TcpMetric.MESSAGES_RECEIVED);
        this.bytes = counter(TcpMetric.MESSAGE_BYTES_RECEIVED);
        this.restored = counter(TcpMetric.MESSAGES_RESTORED);
        gauge(TcpMetric.CONNECTIONS_OPEN, this::open);
    }

    /** The counters of a listener. */
    public ListenerMetrics listener(String name) {
        return new ListenerMetrics(group, name);
    }

    /** Registers the gauges on the hand-over queue, Flink's own names for them included. */
    public void observeQueue(Gauge<Long> queuedBytes, Gauge<Long> queuedMessages) {
        gauge(TcpMetric.QUEUE_MESSAGE_BYTES, queuedBytes);
        gauge(TcpMetric.QUEUE_MESSAGES, queuedMessages);
        group.setPendingBytesGauge(queuedBytes);
        group.setPendingRecordsGauge(queuedMessages);
    }

    /** Registers the gauge that is 1 while nothing is read. */
    public void observePauses(Gauge<Integer> paused) {
        gauge(TcpMetric.READING_PAUSED, paused);
    }

    public void accepted(ListenerMetrics listener) {
        accepted.inc();
        listener.accepted();
    }

    public void refused(RefusalReason reason) {
        refused.count(reason);
    }

    public void closed(CloseReason reason) {
        closed.count(reason);
    }

    public void framingError(FramingError error) {
        framingErrors.count(error);
    }

    public void tlsHandshakeFailed() {
        tlsHandshakesFailed.inc();
    }

    /** Counts a complete message. */
    public void received(ListenerMetrics listener, int messageBytes) {
        messages.inc();
        bytes.inc(messageBytes);
        listener.received();
    }

    /** Counts messages taken over from a checkpoint. */
    public void restored(long restoredMessages) {
        restored.inc(restoredMessages);
    }

    public long connectionsAccepted() {
        return accepted.getCount();
    }

    public long messagesReceived() {
        return messages.getCount();
    }

    private long open() {
        return accepted.getCount() - closed.total.getCount();
    }

    private Counter counter(TcpMetric metric) {
        return group.counter(metric.id(), new ThreadSafeSimpleCounter());
    }

    private void gauge(TcpMetric metric, Gauge<?> gauge) {
        group.gauge(metric.id(), gauge);
    }

    /** A counter and its parts by reason. */
    private final class ByReason<E extends Enum<E>> {

        private final Counter total;
        private final Map<E, Counter> parts;

        ByReason(TcpMetric metric, Class<E> reasons, Function<E, String> label) {
            total = counter(metric);
            parts = new EnumMap<>(reasons);
            for (E reason : reasons.getEnumConstants()) {
                parts.put(
                        reason,
                        group.addGroup(REASON, label.apply(reason))
                                .counter(metric.id(), new ThreadSafeSimpleCounter()));
            }
        }

        void count(E reason) {
            total.inc();
            parts.get(reason).inc();
        }
    }
}
