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
        Path existing = nearestExisting(directory.toAbsolutePath());
        if (!Files.isDirectory(existing)) {
            return Finding.failed(what, existing + " is no folder; name another one.");
        }
        try {
            Files.delete(Files.createTempFile(existing, "weir-check-", null));
            if (!existing.equals(directory.toAbsolutePath())) {
                return Finding.ok(what, "can be created.");
            }
            return StateDirectory.isInUse(directory)
                    ? Finding.failed(what, StateDirectory.inUse(directory))
                    : Finding.ok(what, "can be written.");
        } catch (IOException e) {
            return Finding.failed(
                    what,
                    String.format(
                            "%s cannot be written (%s); name a folder that this user can write.",
                            existing, e.getClass().getSimpleName()));
        }
    }

    private static Path nearestExisting(Path path) {
        Path existing = path;
        while (Files.notExists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        return existing;
    }
}
