package io.weir.job.check;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether the directory with further rules can be read and has any. */
record RulesDirectoryCheck(Path directory) implements Check {

    @Override
    public Finding perform() {
        String what = "rules.directory " + directory;
        int rules = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.sql")) {
            for (Path file : files) {
                if (!Files.isReadable(file)) {
                    return Finding.failed(what, file + " cannot be read; grant read access.");
                }
                rules++;
            }
        } catch (IOException | DirectoryIteratorException e) {
            return Finding.failed(
                    what,
                    "cannot be listed ("
                            + e.getClass().getSimpleName()
                            + "); name a directory that this user can read.");
        }
        return rules == 0
                ? Finding.warning(what, "has no .sql file.")
                : Finding.ok(what, rules + " .sql files.");
    }
}
