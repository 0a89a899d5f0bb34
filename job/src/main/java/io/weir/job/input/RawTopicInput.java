package io.weir.job.input;

import io.weir.job.config.KafkaConfiguration;
import io.weir.job.rawtopic.RawTopicSource;
import io.weir.udp.Datagram;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Datagrams that a collector wrote to Kafka. */
public record RawTopicInput(KafkaConfiguration kafka) implements Input {

    @Override
    public DataStream<Datagram> attach(StreamExecutionEnvironment environment) {
        return new RawTopicSource(kafka).attach(environment);
    }
}
