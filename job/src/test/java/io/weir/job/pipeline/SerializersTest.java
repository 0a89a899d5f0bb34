package io.weir.job.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.job.WeirJob;
import io.weir.job.config.WeirConfiguration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.GenericTypeInfo;
import org.apache.flink.api.java.typeutils.runtime.kryo.KryoSerializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kryo would write what no later version may change, and slowly. */
class SerializersTest {

    @ParameterizedTest
    @ValueSource(strings = {"all-in-one", "collector", "analysis"})
    void noStageOfTheGraphUsesKryo(String role) throws Exception {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment();
        WeirJob.define(
                environment,
                WeirConfiguration.load(
                        Optional.empty(),
                        List.of(
                                "pipeline.role=" + role,
                                "pipeline.parallelism=2",
                                "duplicates.suppress=true",
                                "kafka.bootstrap-servers=127.0.0.1:9092",
                                "streams.flows.kafka=1/10",
                                "streams.flows.file=all",
                                "streams.rollups.stdout=all",
                                "streams.topn.stdout=all",
                                "streams.alerts.kafka=all",
                                "streams.rollups.kafka=all",
                                "streams.topn.kafka=all",
                                "streams.exporters.kafka=all",
                                "conversations.enabled=true",
                                "streams.conversations.kafka=all",
                                "streams.conversations.file=all",
                                "kafka.sinks.flows=protobuf",
                                "kafka.sinks.rollups=protobuf",
                                "kafka.sinks.topn=protobuf",
                                "kafka.sinks.delivery=exactly-once",
                                "tcp.ports=4739"),
                        Map.of()));

        List<TypeSerializer<?>> serializers = new ArrayList<>();
        for (StreamNode node : environment.getStreamGraph().getStreamNodes()) {
            serializers.addAll(Arrays.asList(node.getTypeSerializersIn()));
            serializers.add(node.getTypeSerializerOut());
            serializers.add(node.getStateKeySerializer());
        }
        serializers.removeIf(Objects::isNull); // of sources and sinks, and where there are no keys
        assertThat(serializers).hasSizeGreaterThan(3).noneMatch(KryoSerializer.class::isInstance);
        // What is inside of others, and in state, is refused when the graph or the job is made.
        assertThatThrownBy(
                        () ->
                                new GenericTypeInfo<>(Thread.class)
                                        .createSerializer(
                                                environment.getConfig().getSerializerConfig()))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
