package io.weir.job.state;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;

/**
 * A checkpoint or savepoint on disk of which nothing is missing.
 *
 * @param folder where it is
 * @param id its number; grows over restarts too, so that of two the greater is the newer one, even
 *     where the clock went backwards
 * @param completed when it was written
 * @param maxParallelism the greatest of its operators; 0 if it has none
 * @param stateBytes the size of the state of each operator that has any
 */
public record Checkpoint(
        Path folder,
        long id,
        Instant completed,
        int maxParallelism,
        Map<OperatorID, Long> stateBytes) {

    static final String METADATA = "_metadata";
    static final String SAVEPOINT_PREFIX = "savepoint-";

    static final Comparator<Checkpoint> NEWEST_FIRST =
            Comparator.comparingLong(Checkpoint::id)
                    .thenComparing(Checkpoint::completed)
                    .reversed();

    /**
     * Reads what a checkpoint says of itself, and finds its files.
     *
     * @throws DamagedCheckpointException if it is incomplete or damaged
     * @throws StateException if it is of a form that this version does not know
     */
    static Checkpoint read(Path folder) throws IOException, StateException {
        Path file = folder.resolve(METADATA);
        if (Files.notExists(file)) {
            throw new DamagedCheckpointException(folder, "was not finished");
        }
        try {
            return read(folder, file);
        } catch (NoSuchFileException e) {
            // A job that goes on from it removes it once it has a newer one.
            throw new DamagedCheckpointException(folder, "was removed meanwhile");
        }
    }

    private static Checkpoint read(Path folder, Path file) throws IOException, StateException {
        CheckpointMetadata metadata = metadata(folder, file);
        CheckpointFiles.requireComplete(folder, metadata);
        Collection<OperatorState> operators = metadata.getOperatorStates();
        return new Checkpoint(
                folder,
                metadata.getCheckpointId(),
                Files.getLastModifiedTime(file).toInstant(),
                operators.stream().mapToInt(OperatorState::getMaxParallelism).max().orElse(0),
                operators.stream()
                        .filter(operator -> operator.getStateSize() > 0)
                        .collect(
                                Collectors.toMap(
                                        OperatorState::getOperatorID,
                                        OperatorState::getStateSize)));
    }

    private static CheckpointMetadata metadata(Path folder, Path file)
            throws IOException, StateException {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            return Checkpoints.loadCheckpointMetadata(
                    in, Checkpoint.class.getClassLoader(), FlinkPath.of(folder));
        } catch (IllegalArgumentException e) { // the version of the form
            throw new StateException(
                    String.format(
                            "The state in %s was written by a newer version (%s); run that"
                                    + " version, or start anew with --fresh.",
                            folder, e.getMessage()),
                    e);
        } catch (IOException | RuntimeException e) {
            throw new DamagedCheckpointException(folder, "cannot be read (" + e + ")");
        }
    }

    /** A savepoint is written when the job is stopped, a checkpoint while it runs. */
    public boolean isSavepoint() {
        return folder.getFileName().toString().startsWith(SAVEPOINT_PREFIX);
    }

    /**
     * Keyed state is spread over as many groups as its job could ever have subtasks.
     *
     * @param wanted of the job that is to go on from here
     * @throws StateException if it is another number
     */
    public void requireMaxParallelism(int wanted) throws StateException {
        if (maxParallelism > 0 && maxParallelism != wanted) {
            throw new StateException(
                    String.format(
                            "pipeline.max-parallelism: '%d' does not fit the state in %s, which was"
                                    + " written with %d; set that, or start anew with --fresh.",
                            wanted, folder, maxParallelism));
        }
    }

    /** The bytes of state of operators that are none of these. */
    public Map<OperatorID, Long> stateOfOthers(Set<OperatorID> operators) {
        return stateBytes.entrySet().stream()
                .filter(entry -> !operators.contains(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** In words, as in "checkpoint 42 of 2026-11-21T12:00:00Z". */
    @Override
    public String toString() {
        return String.format(
                "%s %d of %s",
                isSavepoint() ? "savepoint" : "checkpoint",
                id,
                completed.truncatedTo(ChronoUnit.SECONDS));
    }

    /** How old it is, in words. */
    public String age(Instant now) {
        Duration age = Duration.between(completed, now);
        if (age.toMinutes() < 1) {
            return Math.max(0, age.toSeconds()) + " s";
        }
        if (age.toHours() < 1) {
            return age.toMinutes() + " min";
        }
        return age.toDays() < 2 ? age.toHours() + " h" : age.toDays() + " d";
    }
}
