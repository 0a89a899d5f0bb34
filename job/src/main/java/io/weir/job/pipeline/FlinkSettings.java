package io.weir.job.pipeline;

import io.weir.job.config.PipelineConfiguration;
import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What every graph of ours asks of Flink. */
final class FlinkSettings {

    private FlinkSettings() {}

    static void apply(PipelineConfiguration configuration, StreamExecutionEnvironment environment) {
        environment.configure(
                new Configuration()
                        .set(PipelineOptions.OBJECT_REUSE, true)
                        .set(PipelineOptions.GENERIC_TYPES, false));
        environment.setMaxParallelism(configuration.maxParallelism());
        Duration checkpoints = configuration.checkpointInterval();
        if (!checkpoints.isZero()) {
            environment.enableCheckpointing(checkpoints.toMillis());
            // A checkpoint waits while Kafka, or behind Kafka Elasticsearch, takes nothing more,
            // and
            // is given up in long outages. A restart would cure nothing, and add to what is lost.
            environment
                    .getCheckpointConfig()
                    .setTolerableCheckpointFailureNumber(Integer.MAX_VALUE);
        }
    }
}
