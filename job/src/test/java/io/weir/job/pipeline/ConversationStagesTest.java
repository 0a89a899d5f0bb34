package io.weir.job.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.job.WeirJob;
import io.weir.job.config.WeirConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

class ConversationStagesTest {

    private static final String BROKERS = "kafka.bootstrap-servers=127.0.0.1:9092";

    @Test
    void areNotInTheGraphByDefault() {
        assertThat(operators("streams.conversations.file=all", "pipeline.parallelism=2"))
                .isNotEmpty()
                .noneMatch(name -> name.contains("conversation"));
    }

    @Test
    void needNoTopicByDefault() {
        WeirConfiguration off = load(BROKERS, "streams.conversations.kafka=all");
        WeirConfiguration on =
                load(BROKERS, "streams.conversations.kafka=all", "conversations.enabled=true");

        assertThat(off.topics()).isEmpty();
        assertThat(on.topics()).containsOnlyKeys("weir-conversations");
    }

    @Test
    void endInTheSinksOfTheirStream() {
        assertThat(operators("conversations.enabled=true", "streams.conversations.file=all"))
                .contains("record conversations", "join conversations")
                .anyMatch(name -> name.startsWith("conversations to Elasticsearch"))
                .anyMatch(name -> name.startsWith("conversations to files"))
                .noneMatch(name -> name.startsWith("conversations to Kafka"));
    }

    private static List<String> operators(String... settings) {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment();
        WeirJob.define(environment, load(settings));
        List<String> names = new ArrayList<>();
        environment
                .getStreamGraph()
                .getStreamNodes()
                .forEach(node -> names.add(node.getOperatorName()));
        return names;
    }

    private static WeirConfiguration load(String... settings) {
        return WeirConfiguration.load(Optional.empty(), List.of(settings), Map.of());
    }
}
