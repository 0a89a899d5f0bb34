package io.weir.operators.decode;

import io.weir.codec.IpAddress;
import io.weir.codec.Malformation;
import io.weir.codec.session.SessionCounter;
import io.weir.codec.session.SessionListener;
import io.weir.operators.types.TransportSession;
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
    private final Counter datagramsRefused;
    private final Counter flowsDecoded;
    private final Map<SessionCounter, Counter> counters = new EnumMap<>(SessionCounter.class);
    private final Counter connectionsEnded;
    private final Counter connectionsForgotten;
    private final Counter exportersForgotten;
    private final Counter waitingSetsRestored;

    private final LogLimit malformedLog = new LogLimit(LOG_INTERVAL_MILLIS);
    private final LogLimit withoutTemplateLog = new LogLimit(LOG_INTERVAL_MILLIS);
    private final LogLimit refusedLog = new LogLimit(LOG_INTERVAL_MILLIS);
    private final LogLimit waitingMalformedLog = new LogLimit(LOG_INTERVAL_MILLIS);

    private Datagram current;
    private boolean currentMalformed;
    private int currentFlows;
    private boolean templateAdded;
    private boolean setLacksTemplate;

    DecodeMetrics(MetricGroup group) {
        datagramsDecoded = group.counter(DecodeMetric.DATAGRAMS_DECODED.id());
        datagramsMalformed = group.counter(DecodeMetric.DATAGRAMS_MALFORMED.id());
        datagramsRefused = group.counter(DecodeMetric.DATAGRAMS_REFUSED.id());
        flowsDecoded = group.counter(DecodeMetric.FLOWS_DECODED.id());
        connectionsEnded = group.counter(DecodeMetric.CONNECTIONS_ENDED.id());
        connectionsForgotten = group.counter(DecodeMetric.CONNECTIONS_FORGOTTEN.id());
        exportersForgotten = group.counter(DecodeMetric.EXPORTERS_FORGOTTEN.id());
        waitingSetsRestored = group.counter(DecodeMetric.WAITING_SETS_RESTORED.id());
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
        currentFlows = 0;
        templateAdded = false;
        setLacksTemplate = false;
    }

    /** A datagram counts as decoded or as malformed, never as both. */
    void end() {
        if (!currentMalformed) {
            datagramsDecoded.inc();
        }
        current = null;
    }

    void flows(int count) {
        currentFlows += count;
        flowsDecoded.inc(count);
    }

    /** A datagram is not decoded, because there is no room to remember its exporter. */
    void refused(Datagram datagram) {
        datagramsRefused.inc();
        if (refusedLog.permits(datagram.receivedMillis())) {
            LOG.warn(
                    "Refused a datagram of {} port {}: this subtask knows as many exporters as it"
                            + " may. If they are yours, raise exporters.per-subtask; if they are"
                            + " forged, name yours in listen.allow ({} more since the last such"
                            + " message).",
                    new IpAddress(datagram.sourceHigh(), datagram.sourceLow()),
                    datagram.sourcePort(),
                    refusedLog.suppressed());
        }
    }

    void restored(long waitingSets) {
        waitingSetsRestored.inc(waitingSets);
    }

    void connectionEnded() {
        connectionsEnded.inc();
    }

    void forgotten(TransportSession key) {
        (key.isConnection() ? connectionsForgotten : exportersForgotten).inc();
    }

    /** Whether the current datagram brought a template that was not known. */
    boolean sawNewTemplate() {
        return templateAdded;
    }

    /** Whether the current datagram has a data set whose template is not known. */
    boolean sawSetWithoutTemplate() {
        return setLacksTemplate;
    }

    /** Whether the current datagram has a fault, and neither flows nor a new template. */
    boolean sawNothingOfUse() {
        return currentMalformed && currentFlows == 0 && !templateAdded;
    }

    @Override
    public void count(SessionCounter counter, long amount) {
        counters.get(counter).inc(amount);
        templateAdded |= counter == SessionCounter.TEMPLATES_ADDED;
        setLacksTemplate |= counter == SessionCounter.SETS_WITHOUT_TEMPLATE;
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
                    "No template {} yet in observation domain {} of {}: {} bytes of records wait"
                            + " for it, if there is room ({} more such sets since the last such"
                            + " message).",
                    templateId,
                    domain,
                    source(),
                    bytes,
                    withoutTemplateLog.suppressed());
        }
    }

    @Override
    public void waitingSetMalformed(long domain, int templateId, Malformation reason) {
        if (waitingMalformedLog.permits(current.receivedMillis())) {
            LOG.warn(
                    "Malformed data set that waited for template {} in observation domain {} of {}:"
                            + " {} ({} more since the last such message).",
                    templateId,
                    domain,
                    source(),
                    reason.label(),
                    waitingMalformedLog.suppressed());
        }
    }

    private IpAddress source() {
        return new IpAddress(current.sourceHigh(), current.sourceLow());
    }
}
