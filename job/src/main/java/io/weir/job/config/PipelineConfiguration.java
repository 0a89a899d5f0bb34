package io.weir.job.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * How the job runs on Flink.
 *
 * @param role which part of the way from exporters to documents it is
 * @param parallelism subtasks of each operator; 0 leaves it to where the job runs
 * @param maxParallelism the most subtasks that state can ever be spread over
 * @param spread whether decoded batches leave the subtask that decoded them
 * @param checkpointInterval the time between checkpoints; zero for none
 */
public record PipelineConfiguration(
        Role role, int parallelism, int maxParallelism, Spread spread, Duration checkpointInterval)
        implements Serializable {

    private static final int MOST_SUBTASKS = 32768; // Flink's limit of key groups

    static final Key<Role> ROLE =
            Key.of(
                    "pipeline.role",
                    ValueType.oneOf(Role.class),
                    "all-in-one",
                    "Which part the job is: all of it; the `collector`, which writes what it"
                            + " receives to Kafka; or the `analysis`, which reads it from there.");

    static final Key<Integer> PARALLELISM =
            Key.of(
                    "pipeline.parallelism",
                    ValueType.integer(0, MOST_SUBTASKS),
                    "0",
                    "Subtasks of each operator; 0 is the number of cores under `weir run`, 1 under"
                            + " `weir analyze`, and the cluster's default elsewhere.");

    static final Key<Integer> MAX_PARALLELISM =
            Key.of(
                    "pipeline.max-parallelism",
                    ValueType.integer(1, MOST_SUBTASKS),
                    "128",
                    "The most subtasks the job can ever be rescaled to; a changed value cannot"
                            + " restore older savepoints.");

    static final Key<Spread> SPREAD =
            Key.of(
                    "pipeline.spread",
                    ValueType.oneOf(Spread.class),
                    "auto",
                    "Whether decoded flows are spread over all subtasks, so that one busy exporter"
                            + " does not keep one core busy and the others idle.");

    static final Key<Duration> CHECKPOINT_INTERVAL =
            Key.of(
                    "pipeline.checkpoint-interval",
                    ValueType.durationOrOff("1s", "1d"),
                    "10s",
                    "Time between checkpoints; after a failure the job resumes from the newest.");

    static final List<Key<?>> KEYS =
            List.of(ROLE, PARALLELISM, MAX_PARALLELISM, SPREAD, CHECKPOINT_INTERVAL);

    static PipelineConfiguration from(Settings settings) {
        PipelineConfiguration pipeline =
                new PipelineConfiguration(
                        settings.get(ROLE),
                        settings.get(PARALLELISM),
                        settings.get(MAX_PARALLELISM),
                        settings.get(SPREAD),
                        settings.get(CHECKPOINT_INTERVAL));
        if (pipeline.parallelism > pipeline.maxParallelism) {
            settings.refuse(
                    String.format(
                            "%s: '%d' is more than %s, which is %d; lower the one or raise the"
                                    + " other.",
                            PARALLELISM.name(),
                            pipeline.parallelism,
                            MAX_PARALLELISM.name(),
                            pipeline.maxParallelism));
        }
        return pipeline;
    }
}
