package io.weir.job.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;

/** The files that a checkpoint refers to. */
final class CheckpointFiles {

    private CheckpointFiles() {}

    /**
     * Looks at the size of each file, not into it.
     *
     * @throws DamagedCheckpointException if one is missing or has another size
     */
    static void requireComplete(Path folder, CheckpointMetadata metadata)
            throws DamagedCheckpointException {
        for (OperatorState operator : metadata.getOperatorStates()) {
            for (OperatorSubtaskState subtask : operator.getStates()) {
                for (StreamStateHandle handle : handles(subtask).toList()) {
                    if (handle instanceof FileStateHandle file) {
                        requireComplete(folder, file);
                    }
                }
            }
        }
    }

    private static void requireComplete(Path folder, FileStateHandle handle)
            throws DamagedCheckpointException {
        Path file = Path.of(handle.getFilePath().getPath());
        try {
            long size = Files.size(file);
            if (size != handle.getStateSize()) {
                throw new DamagedCheckpointException(
                        folder,
                        String.format(
                                "is damaged: %s has %d bytes, not %d",
                                file.getFileName(), size, handle.getStateSize()));
            }
        } catch (DamagedCheckpointException e) {
            throw e;
        } catch (IOException e) {
            throw new DamagedCheckpointException(
                    folder, "is damaged: " + file.getFileName() + " cannot be read");
        }
    }

    private static Stream<StreamStateHandle> handles(OperatorSubtaskState subtask) {
        Stream<StreamStateHandle> keyed =
                Stream.concat(
                                subtask.getManagedKeyedState().stream(),
                                subtask.getRawKeyedState().stream())
                        .flatMap(CheckpointFiles::handles);
        Stream<StreamStateHandle> operator =
                Stream.concat(
                                subtask.getManagedOperatorState().stream(),
                                subtask.getRawOperatorState().stream())
                        .map(OperatorStateHandle::getDelegateStateHandle);
        return Stream.concat(keyed, operator);
    }

    private static Stream<StreamStateHandle> handles(KeyedStateHandle keyed) {
        return keyed instanceof KeyGroupsStateHandle groups
                ? Stream.of(groups.getDelegateStateHandle())
                : Stream.empty();
    }
}
