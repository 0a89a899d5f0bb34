package io.weir.job.elasticsearch.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders that servers of tests use. */
final class TestFolders {

    private TestFolders() {}

    /** Deletes a folder with everything in it, if there is one. */
    static void delete(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) tree.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(path);
            }
        }
    }

    /** Copies a folder with everything in it; the target must not exist. */
    static void copy(Path folder, Path target) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) tree::iterator) {
                Files.copy(path, target.resolve(folder.relativize(path).toString()));
            }
        }
    }
}
