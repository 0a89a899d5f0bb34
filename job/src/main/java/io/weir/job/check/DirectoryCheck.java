package io.weir.job.check;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether there is a directory that can be read here.
 *
 * @param key what names it
 */
record DirectoryCheck(String key, Path path) implements Check {

    @Override
    public Finding perform() {
        String what = key + " " + path;
        return Files.isDirectory(path) && Files.isReadable(path)
                ? Finding.ok(what, "it can be read.")
                : Finding.failed(what, "is no directory; name one that this user can read.");
    }
}
