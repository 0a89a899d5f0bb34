package io.weir.job.elasticsearch.bulk;

import io.weir.job.lock.FolderLock;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The folder of one writer, which holds its lock. When nobody holds it any more, another writer of
 * the stream takes it over.
 */
final class SpillFolder implements AutoCloseable {

    private static final int ATTEMPTS = 5;

    private final Path path;
    private final FolderLock lock;

    private SpillFolder(Path path, FolderLock lock) {
        this.path = path;
        this.lock = lock;
    }

    /** A new one among those of a stream. */
    static SpillFolder create(Path stream) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Path path = Files.createDirectories(stream.resolve(UUID.randomUUID().toString()));
            Optional<SpillFolder> folder = hold(path);
            if (folder.isPresent()) {
                return folder.get();
            }
            // Another writer that looks for abandoned folders was faster.
        }
        throw new IOException("Others take each new folder in " + stream);
    }

    /** All of a stream, whoever holds them. */
    static List<Path> all(Path stream) throws IOException {
        return list(stream).stream().filter(Files::isDirectory).toList();
    }

    /** One that is there; empty if somebody holds it, or there are no files, which removes it. */
    static Optional<SpillFolder> takeOver(Path path) throws IOException {
        Optional<SpillFolder> held = hold(path);
        if (held.isPresent() && held.get().isEmpty()) {
            held.get().close();
            return Optional.empty();
        }
        return held;
    }

    private static Optional<SpillFolder> hold(Path path) throws IOException {
        try {
            return FolderLock.tryAcquire(path).map(lock -> new SpillFolder(path, lock));
        } catch (NoSuchFileException e) {
            return Optional.empty(); // removed by now
        }
    }

    Path path() {
        return path;
    }

    List<SpillFile> files() throws IOException {
        List<SpillFile> files = new ArrayList<>();
        for (Path entry : list(path)) {
            SpillFile.of(entry).ifPresent(files::add);
        }
        return files;
    }

    /** One that cannot be read has something, too. */
    private boolean isEmpty() {
        try {
            return files().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(entries::add);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return entries;
    }

    /** What the file system has left, in octets. */
    long usableBytes() throws IOException {
        return Files.getFileStore(path).getUsableSpace();
    }

    /** Gives it up; one without files is removed. */
    @Override
    public void close() throws IOException {
        try {
            if (isEmpty()) {
                Files.deleteIfExists(path.resolve(FolderLock.FILE));
                Files.deleteIfExists(path);
            }
        } catch (DirectoryNotEmptyException e) {
            // There are files of others in it.
        } finally {
            lock.close();
        }
    }
}
