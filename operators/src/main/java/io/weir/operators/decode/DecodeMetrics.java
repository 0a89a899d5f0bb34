package io.weir.operators.decode;

import io.weir.codec.IpAddress;
import io.weir.codec.Malformation;
import io.weir.codec.session.SessionListener;
import io.weir.codec.sflow.CounterSample;
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
    private final Counter optionsRecords;
    private final Counter counterSamples;
    private final Counter setsWithoutTemplate;
    private final Counter templatesAdded;
    private final Counter templatesRedefined;
    private final Counter templatesWithdrawn;
    private final Counter templatesExpired;
    private final Counter templatesRefused;
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
        optionsRecords = group.counter(DecodeMetric.OPTIONS_RECORDS.id());
        counterSamples = group.counter(DecodeMetric.COUNTER_SAMPLES.id());
        setsWithoutTemplate = group.counter(DecodeMetric.SETS_WITHOUT_TEMPLATE.id());
        templatesAdded = group.counter(DecodeMetric.TEMPLATES_ADDED.id());
        templatesRedefined = group.counter(DecodeMetric.TEMPLATES_REDEFINED.id());
        templatesWithdrawn = group.counter(DecodeMetric.TEMPLATES_WITHDRAWN.id());
        templatesExpired = group.counter(DecodeMetric.TEMPLATES_EXPIRED.id());
        templatesRefused = group.counter(DecodeMetric.TEMPLATES_REFUSED.id());
        connectionsEnded = group.counter(DecodeMetric.CONNECTIONS_ENDED.id());
        connectionsForgotten = group.counter(DecodeMetric.CONNECTIONS_FORGOTTEN.id());
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
        setsWithoutTemplate.inc();
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

    @Override
    public void templateAdded() {
        templateAdded = true;
        templatesAdded.inc();
    }

    @Override
    public void templateRedefined() {
        templatesRedefined.inc();
    }

    @Override
    public void templateWithdrawn() {
        templatesWithdrawn.inc();
    }

    @Override
    public void templateExpired() {
        templatesExpired.inc();
    }

    @Override
    public void templateRefused() {
        templatesRefused.inc();
    }

    @Override
    public void optionsRecords(int records) {
        optionsRecords.inc(records);
    }

    @Override
    public void counterSample(CounterSample sample) {
        counterSamples.inc();
    }
}
