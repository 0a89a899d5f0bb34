package io.weir.job.output.kafka;

import io.weir.job.config.DocumentStream;
import io.weir.job.config.KafkaConfiguration;
import io.weir.job.config.KafkaSinksConfiguration;
import io.weir.job.config.MessageFormat;
import io.weir.job.config.PipelineConfiguration;
import io.weir.job.config.SinkKind;
import io.weir.job.config.StreamsConfiguration;
import io.weir.job.config.WeirConfiguration;
import io.weir.job.output.Output;
import io.weir.job.output.message.Message;
import io.weir.job.output.message.Messages;
import io.weir.job.pipeline.PipelineStreams;
import io.weir.job.rawtopic.KafkaSinks;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Writes the streams that are configured to Kafka, and is nothing where none is. While the brokers
 * are away it waits, and whatever is before it too.
 */
public final class KafkaOutput implements Output {

    /** The counter of messages that were left out, since brokers would refuse them. */
    public static final String MESSAGES_TOO_LARGE = "messagesTooLarge";

    private final KafkaConfiguration kafka;
    private final KafkaSinksConfiguration sinks;
    private final StreamsConfiguration configuration;
    private final PipelineConfiguration pipeline;
    private final String documentPrefix;

    public KafkaOutput(WeirConfiguration configuration) {
        kafka = configuration.kafka();
        sinks = kafka.sinks();
        this.configuration = configuration.streams();
        pipeline = configuration.pipeline();
        documentPrefix = configuration.elasticsearch().indexPrefix();
    }

    @Override
    public void attach(PipelineStreams streams) {
        Messages messages = new Messages(streams, configuration, documentPrefix, SinkKind.KAFKA);
        for (DocumentStream stream : configuration.to(SinkKind.KAFKA)) {
            DataStream<Message> written =
                    sinks.format(stream) == MessageFormat.JSON
                            ? messages.documents(stream)
                            : messages.protobuf(stream);
            written.sinkTo(sink(stream))
                    .name(SinkKind.KAFKA.sinkOf(stream))
                    .uid(stream.spelling() + "-to-kafka");
        }
    }

    private KafkaSink<Message> sink(DocumentStream stream) {
        String topic = sinks.topic(stream);
        MessageRecords records = new MessageRecords(topic, stream, sinks.format(stream));
        return sinks.isTransactional(stream)
                ? KafkaSinks.transactional(
                        kafka,
                        records,
                        topic + "/" + kafka.group(),
                        kafka.transactionTimeout(pipeline))
                : KafkaSinks.of(kafka, records);
    }
}
