package io.weir.operators.enrich;

import io.weir.codec.flow.FlowBatch;
import io.weir.operators.enrich.dns.DnsMetric;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Enriches flows, and hands them on within its chain. It has no state. */
public final class EnrichOperator extends AbstractStreamOperator<EnrichedFlows>
        implements OneInputStreamOperator<FlowBatch, EnrichedFlows> {

    private static final long serialVersionUID = 1L;

    private final EnrichmentOptions options;

    private transient Enricher enricher;
    private transient StreamRecord<EnrichedFlows> record;

    public EnrichOperator(EnrichmentOptions options) {
        this.options = options;
        chainingStrategy = ChainingStrategy.ALWAYS;
    }

    @Override
    public void open() throws Exception {
        super.open();
        record = new StreamRecord<>(null);
        enricher = Enricher.open(options);
        MetricGroup metrics = getMetricGroup();
        for (EnrichMetric metric : EnrichMetric.values()) {
            metrics.gauge(metric.id(), (Gauge<Long>) () -> metric.of(enricher));
        }
        for (DnsMetric metric : DnsMetric.values()) {
            metrics.gauge(metric.id(), (Gauge<Long>) () -> enricher.count(metric));
        }
    }

    @Override
    public void processElement(StreamRecord<FlowBatch> element) {
        EnrichedFlows flows = enricher.enrich(element.getValue());
        if (element.hasTimestamp()) {
            output.collect(record.replace(flows, element.getTimestamp()));
        } else {
            output.collect(record.replace(flows));
        }
    }

    @Override
    public void close() throws Exception {
        if (enricher != null) {
            enricher.close();
        }
        super.close();
    }
}
