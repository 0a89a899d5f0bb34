package io.weir.tcp.metrics;

import org.apache.flink.annotation.Internal;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;

/** What came by one listener: counted by one thread, beside the totals of the reader. */
@Internal
public final class ListenerMetrics {

    static final String GROUP = "listener";

    private final Counter connectionsAccepted;
    private final Counter messagesReceived;

    ListenerMetrics(MetricGroup parent, String name) {
        MetricGroup group = parent.addGroup(GROUP, name);
        connectionsAccepted =
                group.counter(TcpMetric.CONNECTIONS_ACCEPTED.id(), new ThreadSafeSimpleCounter());
        messagesReceived =
                group.counter(TcpMetric.MESSAGES_RECEIVED.id(), new ThreadSafeSimpleCounter());
    }

    void accepted() {
        connectionsAccepted.inc();
    }

    void received() {
        messagesReceived.inc();
    }
}
