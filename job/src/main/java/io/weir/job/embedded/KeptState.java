package io.weir.job.embedded;

import io.weir.job.state.Checkpoint;
import io.weir.job.state.StateDirectory;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.RestoreMode;

/**
 * Where a job's checkpoints are kept, and what it goes on from.
 *
 * @param from empty if it starts from nothing
 */
public record KeptState(StateDirectory directory, Optional<Checkpoint> from) {

    void configure(Configuration flink) {
        flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory.path().toUri().toString());
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
        flink.set(StateRecoveryOptions.SAVEPOINT_PATH, checkpoint.folder().toUri().toString());
        flink.set(StateRecoveryOptions.RESTORE_MODE, RestoreMode.CLAIM);
        flink.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, true);
    }
}
