package io.weir.job.check;

import io.weir.job.config.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether documents can wait in the folder, and the disk has room for them.
 *
 * @param bytes that flows may take there, and what they leave free
 */
record SpillDirectoryCheck(Path directory, long bytes) implements Check {

    @Override
    public Finding perform() {
        String what = "elasticsearch.spill-dir " + directory;
        Path existing = WritableFolder.nearestExisting(directory);
        try {
            WritableFolder.tryOut(existing);
            long usable = Files.getFileStore(existing).getUsableSpace();
            return usable < bytes
                    ? Finding.warning(
                            what,
                            String.format(
                                    "the disk has %d MiB left; flows fill their share only with"
                                            + " %s (elasticsearch.spill-size for each of"
                                            + " pipeline.parallelism, and once to leave free).",
                                    usable >> 20, Quantity.formatBytes(bytes)))
                    : Finding.ok(what, "can be written.");
        } catch (IOException e) {
            return Finding.failed(what, WritableFolder.notWritable(existing, e));
        }
    }
}
