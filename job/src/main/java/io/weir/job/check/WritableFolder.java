package io.weir.job.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether something can be kept in a folder that need not be there yet. */
final class WritableFolder {

    private WritableFolder() {}

    /** The folder itself, or that in which it would be made; absolute. */
    static Path nearestExisting(Path folder) {
        Path existing = folder.toAbsolutePath();
        while (Files.notExists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        return existing;
    }

    /**
     * Leaves nothing behind.
     *
     * @throws IOException if nothing can be written there
     */
    static void tryOut(Path existing) throws IOException {
        Files.delete(Files.createTempFile(existing, "weir-check-", null));
    }

    /** What is wrong, and the cure. */
    static String notWritable(Path folder, IOException problem) {
        return String.format(
                "%s cannot be written (%s); name a folder that this user can write.",
                folder, problem.getClass().getSimpleName());
    }
}
