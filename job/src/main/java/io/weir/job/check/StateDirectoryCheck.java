package io.weir.job.check;

import io.weir.job.state.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether checkpoints can be kept in the folder, and no other job keeps its own there. */
record StateDirectoryCheck(Path directory) implements Check {

    @Override
    public Finding perform() {
        String what = "state.dir " + directory;
        Path existing = WritableFolder.nearestExisting(directory);
        if (!Files.isDirectory(existing)) {
            return Finding.failed(what, existing + " is no folder; name another one.");
        }
        try {
            WritableFolder.tryOut(existing);
            if (!existing.equals(directory.toAbsolutePath())) {
                return Finding.ok(what, "can be created.");
            }
            return StateDirectory.isInUse(directory)
                    ? Finding.failed(what, StateDirectory.inUse(directory))
                    : Finding.ok(what, "can be written.");
        } catch (IOException e) {
            return Finding.failed(what, WritableFolder.notWritable(existing, e));
        }
    }
}
