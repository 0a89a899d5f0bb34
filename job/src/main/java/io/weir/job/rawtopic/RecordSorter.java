package io.weir.job.rawtopic;

import io.weir.job.rawtopic.RawRecord.Foreign;
import io.weir.job.rawtopic.RawRecord.Heartbeat;
import io.weir.job.rawtopic.RawRecord.Received;
import io.weir.udp.Datagram;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands on the datagrams of the raw topic, puts aside what is not ours, and counts all of it. The
 * heartbeats have done their work when they come here: they are in the watermark.
 */
final class RecordSorter extends ProcessFunction<RawRecord, Datagram> {

    static final OutputTag<Foreign> FOREIGN = new OutputTag<>("foreign", ForeignSerializer.TYPE);

    private static final Logger LOG = LoggerFactory.getLogger(RecordSorter.class);
    private static final long serialVersionUID = 1L;
    private static final long LOG_INTERVAL_MILLIS = 60_000;

    private final String topic;

    private transient Counter datagrams;
    private transient Counter connectionEnds;
    private transient Counter heartbeats;
    private transient Counter foreign;
    private transient Map<ForeignReason, Counter> foreignByReason;
    private transient long nextLogMillis;

    RecordSorter(String topic) {
        this.topic = topic;
    }

    @Override
    public void open(OpenContext context) {
        MetricGroup group = getRuntimeContext().getMetricGroup();
        datagrams = group.counter(RawTopicMetric.DATAGRAMS_READ.id());
        connectionEnds = group.counter(RawTopicMetric.CONNECTION_ENDS_READ.id());
        heartbeats = group.counter(RawTopicMetric.HEARTBEATS_READ.id());
        foreign = group.counter(RawTopicMetric.FOREIGN_RECORDS.id());
        foreignByReason = new EnumMap<>(ForeignReason.class);
        for (ForeignReason reason : ForeignReason.values()) {
            foreignByReason.put(
                    reason,
                    group.addGroup("reason", reason.label())
                            .counter(RawTopicMetric.FOREIGN_RECORDS.id()));
        }
    }

    @Override
    public void processElement(RawRecord record, Context context, Collector<Datagram> out) {
        if (record instanceof Received received) {
            (received.datagram().endsConnection() ? connectionEnds : datagrams).inc();
            out.collect(received.datagram());
        } else if (record instanceof Heartbeat) {
            heartbeats.inc();
        } else if (record instanceof Foreign stranger) {
            foreign.inc();
            foreignByReason.get(stranger.reason()).inc();
            log(stranger, context.timerService().currentProcessingTime());
            context.output(FOREIGN, stranger);
        }
    }

    private void log(Foreign stranger, long nowMillis) {
        if (nowMillis < nextLogMillis) {
            return;
        }
        nextLogMillis = nowMillis + LOG_INTERVAL_MILLIS;
        LOG.warn(
                "Record {} of partition {} of the topic {} is not ours ({}); {} such records so"
                        + " far. They go to the dead letters.",
                stranger.offset(),
                stranger.partition(),
                topic,
                stranger.reason().label(),
                foreign.getCount());
    }
}
