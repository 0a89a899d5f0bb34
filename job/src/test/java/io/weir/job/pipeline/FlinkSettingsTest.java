package io.weir.job.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.job.config.WeirConfiguration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

class FlinkSettingsTest {

    /** In long outages of sinks that wait, one after the other fails. */
    @Test
    void noNumberOfFailedCheckpointsRestartsTheJob() {
        StreamExecutionEnvironment environment = apply("pipeline.checkpoint-interval=10s");

        assertThat(environment.getCheckpointInterval()).isEqualTo(10_000);
        assertThat(environment.getCheckpointConfig().getTolerableCheckpointFailureNumber())
                .isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void checkpointsCanBeOff() {
        StreamExecutionEnvironment environment = apply("pipeline.checkpoint-interval=0s");

        assertThat(environment.getCheckpointConfig().isCheckpointingEnabled()).isFalse();
    }

    @Test
    void refusesToSerializeWhatHasNoSerializerOfItsOwn() {
        StreamExecutionEnvironment environment = apply("pipeline.checkpoint-interval=10s");

        assertThat(environment.getConfiguration().get(PipelineOptions.GENERIC_TYPES)).isFalse();
        assertThat(environment.getConfig().isObjectReuseEnabled()).isTrue();
    }

    private static StreamExecutionEnvironment apply(String assignment) {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment();
        WeirConfiguration configuration =
                WeirConfiguration.load(Optional.empty(), List.of(assignment), Map.of());
        FlinkSettings.apply(configuration.pipeline(), environment);
        return environment;
    }
}
