package io.weir.job.pipeline;

import io.weir.job.config.WeirConfiguration;
import io.weir.job.input.Input;
import io.weir.job.rawtopic.RawTopicCollector;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The stages of a collector: {@code input ─ heartbeats ─ raw topic}. All of them are one chain, and
 * nothing is keyed: it is small so that it rarely has to be restarted.
 */
public final class CollectorPipeline {

    private final StreamExecutionEnvironment environment;
    private final WeirConfiguration configuration;

    public CollectorPipeline(
            StreamExecutionEnvironment environment, WeirConfiguration configuration) {
        this.environment = environment;
        this.configuration = configuration;
        FlinkSettings.apply(configuration.pipeline(), environment);
    }

    /**
     * Adds an input and all stages behind it.
     *
     * @param uid tells this input's stages apart from those of another
     */
    public void build(Input input, String uid) {
        new RawTopicCollector(configuration.kafka()).attach(input.attach(environment), uid);
    }
}
