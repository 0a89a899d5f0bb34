package io.weir.job.embedded;

import io.weir.job.state.Checkpoint;
import io.weir.job.state.FlinkPath;
import io.weir.job.state.StateDirectory;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.RestoreMode;
import org.apache.flink.runtime.OperatorIDPair;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a job's checkpoints are kept, and what it goes on from.
 *
 * @param from empty if it starts from nothing
 */
public record KeptState(StateDirectory directory, Optional<Checkpoint> from) {

    private static final Logger LOG = LoggerFactory.getLogger(KeptState.class);

    void configure(Configuration flink) {
        flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, FlinkPath.of(directory.path()));
        flink.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, directory.keep());
        flink.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        // A full disk must not stop the job; Flink logs each checkpoint that fails.
        flink.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
        from.ifPresent(checkpoint -> resume(flink, checkpoint));
    }

    /** What it goes on from is its own from then on: it goes when newer ones stand for it. */
    private static void resume(Configuration flink, Checkpoint checkpoint) {
        flink.set(StateRecoveryOptions.SAVEPOINT_PATH, FlinkPath.of(checkpoint.folder()));
        flink.set(StateRecoveryOptions.RESTORE_MODE, RestoreMode.CLAIM);
        flink.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, true);
    }

    /** Operators of SQL rules that changed, or of what is switched off. */
    void tellWhatIsDropped(JobGraph job) {
        Set<OperatorID> operators = new HashSet<>();
        for (JobVertex vertex : job.getVertices()) {
            for (OperatorIDPair operator : vertex.getOperatorIDs()) {
                operators.add(operator.getGeneratedOperatorID());
                operator.getUserDefinedOperatorID().ifPresent(operators::add);
            }
        }
        from.map(checkpoint -> checkpoint.stateOfOthers(operators))
                .orElse(Map.of())
                .forEach(
                        (operator, bytes) ->
                                LOG.warn(
                                        "Drops {} bytes of state of operator {}: the job as it is"
                                                + " configured now does not have it, as after a"
                                                + " change of SQL rules.",
                                        bytes,
                                        operator));
    }
}
