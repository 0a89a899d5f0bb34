package io.weir.job.rawtopic;

import io.weir.job.config.KafkaConfiguration;
import io.weir.udp.Datagram;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Datagrams, and heartbeats among them → raw topic. */
public final class RawTopicCollector {

    private final KafkaConfiguration kafka;

    public RawTopicCollector(KafkaConfiguration kafka) {
        this.kafka = kafka;
    }

    /**
     * Adds the stages behind an input, chained to it: nothing is serialized before Kafka's record.
     *
     * @param datagrams with receive time as watermark
     * @param uid tells the stages behind this input apart from those behind another
     */
    public void attach(DataStream<Datagram> datagrams, String uid) {
        datagrams
                .transform(
                        "heartbeats",
                        RawRecordSerializer.TYPE,
                        new HeartbeatOperator(new PartitionLookup(kafka)))
                .uid("heartbeats-" + uid)
                .sinkTo(KafkaSinks.of(kafka, new RawRecordWriter(kafka.rawTopic())))
                .name(KafkaSinks.RAW_DATAGRAMS)
                .uid("raw-datagrams-to-kafka-" + uid);
    }
}
