package io.weir.operators.decode;

import io.weir.codec.IpAddress;
import io.weir.codec.Malformation;
import io.weir.codec.session.SessionCounter;
import io.weir.codec.session.SessionListener;
import io.weir.udp.Datagram;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what sessions report, and logs samples of it at a limited rate. */
final class DecodeMetrics implements SessionListener {

    private static final Logger LOG = LoggerFactory.getLogger(DecodeMetrics.class);
    private static final long LOG_INTERVAL_MILLIS = 10_000;

    private final Map<Malformation, Counter> malformed = new EnumMap<>(Malformation.class);
    private final Counter datagramsDecoded;
    private final Counter datagramsMalformed;
    private final Counter flowsDecoded;
    private final Map<SessionCounter, Counter> counters = new EnumMap<>(SessionCounter.class);
    private final Counter connectionsEnded;
    private final Counter connectionsForgotten;

    private final LogLimit malformedLog = new LogLimit(LOG_INTERVAL_MILLIS);
    private final LogLimit withoutTemplateLog = new LogLimit(LOG_INTERVAL_MILLIS);

    private Datagram current;
    private boolean currentMalformed;
    private boolean templateAdded;

    DecodeMetrics(MetricGroup group) {
        datagramsDecoded = group.counter(DecodeMetric.DATAGRAMS_DECODED.id());
        datagramsMalformed = group.counter(DecodeMetric.DATAGRAMS_MALFORMED.id());
        flowsDecoded = group.counter(DecodeMetric.FLOWS_DECODED.id());
        connectionsEnded = group.counter(DecodeMetric.CONNECTIONS_ENDED.id());
        connectionsForgotten = group.counter(DecodeMetric.CONNECTIONS_FORGOTTEN.id());
        for (SessionCounter counter : SessionCounter.values()) {
            counters.put(counter, group.counter(counter.id()));
        }
        for (Malformation reason : Malformation.values()) {
            malformed.put(
                    reason,
                    group.addGroup("reason", reason.label())
                            .counter(DecodeMetric.DATAGRAMS_MALFORMED.id()));
        }
    }

    void begin(Datagram datagram) {
        current = datagram;
        currentMalformed = false;
        templateAdded = false;
    }

    /** A datagram counts as decoded or as malformed, never as both; its flows count anyway. */
    void end(int flows) {
        if (!currentMalformed) {
            datagramsDecoded.inc();
        }
        flowsDecoded.inc(flows);
        current = null;
    }

    void connectionEnded() {
        connectionsEnded.inc();
    }

    void connectionForgotten() {
        connectionsForgotten.inc();
    }

    /** Whether the current datagram brought a template that was not known. */
    boolean sawNewTemplate() {
        return templateAdded;
    }

    @Override
    public void count(SessionCounter counter, long amount) {
        counters.get(counter).inc(amount);
        templateAdded |= counter == SessionCounter.TEMPLATES_ADDED;
    }

    @Override
    public void malformed(Malformation reason, int offset) {
        currentMalformed = true;
        datagramsMalformed.inc();
        malformed.get(reason).inc();
        if (malformedLog.permits(current.receivedMillis())) {
            LOG.warn(
                    "Malformed datagram of {} bytes from {} port {}: {} at byte {} ({} more since"
                            + " the last such message).",
                    current.payload().length,
                    source(),
                    current.sourcePort(),
                    reason.label(),
                    offset,
                    malformedLog.suppressed());
        }
    }

    @Override
    public void setWithoutTemplate(long domain, int templateId, int bytes) {
        if (withoutTemplateLog.permits(current.receivedMillis())) {
            LOG.info(
                    "No template {} yet in observation domain {} of {}: {} bytes of records lost"
                            + " ({} more such sets since the last such message).",
                    templateId,
                    domain,
                    source(),
                    bytes,
                    withoutTemplateLog.suppressed());
        }
    }

    private IpAddress source() {
        return new IpAddress(current.sourceHigh(), current.sourceLow());
    }
}
