package io.weir.job.rawtopic;

import io.weir.job.config.KafkaConfiguration;
import io.weir.udp.Datagram;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** Raw topic → datagrams; what is not ours → dead letters. */
public final class RawTopicSource {

    /** The name of the source, by which its metrics are found. */
    public static final String NAME = "read raw datagrams";

    private final KafkaConfiguration kafka;

    public RawTopicSource(KafkaConfiguration kafka) {
        this.kafka = kafka;
    }

    /**
     * Adds source and dead letters to the graph.
     *
     * @return the datagrams, with receive time as timestamp and as watermark
     */
    public DataStream<Datagram> attach(StreamExecutionEnvironment environment) {
        SingleOutputStreamOperator<Datagram> datagrams =
                environment
                        .fromSource(source(), new RawTopicTime(), NAME, RawRecordSerializer.TYPE)
                        .uid("read-raw-datagrams")
                        .process(new RecordSorter(kafka.rawTopic()))
                        .name("sort records")
                        .uid("sort-raw-records");
        datagrams
                .getSideOutput(RecordSorter.FOREIGN)
                .sinkTo(
                        KafkaSinks.of(
                                kafka,
                                new DeadLetterWriter(kafka.rawTopic(), kafka.deadLetterTopic())))
                .name(KafkaSinks.DEAD_LETTERS)
                .uid("dead-letters-to-kafka");
        return datagrams;
    }

    private KafkaSource<RawRecord> source() {
        return KafkaSource.<RawRecord>builder()
                .setTopics(kafka.rawTopic())
                .setGroupId(kafka.group())
                .setStartingOffsets(
                        switch (kafka.start()) {
                            case COMMITTED ->
                                    OffsetsInitializer.committedOffsets(
                                            OffsetResetStrategy.EARLIEST);
                            case EARLIEST -> OffsetsInitializer.earliest();
                            case LATEST -> OffsetsInitializer.latest();
                        })
                .setProperties(KafkaClients.consumer(kafka))
                .setDeserializer(new RawRecordReader())
                .build();
    }
}
