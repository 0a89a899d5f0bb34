package io.weir.operators.enrich.file;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The files that are open in this process, and the one daemon thread that looks at them. Both exist
 * only while something is open. The job uses {@link #ofProcess()}; a test may take a watch of its
 * own that looks more often.
 */
public final class FileWatch {

    /** How often a file's time and size are looked at. A change is taken at the second look. */
    public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(2);

    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(10);
    private static final FileWatch PROCESS = new FileWatch(DEFAULT_INTERVAL);

    private final Duration interval;
    private final Map<Source<?>, SharedFile<?>> files = new HashMap<>();
    private Thread thread;

    public FileWatch(Duration interval) {
        this.interval = interval;
    }

    /** The one that all subtasks of this process share. */
    public static FileWatch ofProcess() {
        return PROCESS;
    }

    /** As {@link WatchedFile#open}. */
    public <T> WatchedFile<T> open(Path path, FileLoader<T> loader) throws IOException {
        WatchedFile<T> lease = lease(path, loader);
        try {
            lease.file().requireValue();
            return lease;
        } catch (IOException | RuntimeException | Error e) {
            lease.close();
            throw e;
        }
    }

    /** As {@link WatchedFile#openOptional}. */
    public <T> WatchedFile<T> openOptional(Path path, FileLoader<T> loader) {
        WatchedFile<T> lease = lease(path, loader);
        try {
            lease.file().tryValue();
            return lease;
        } catch (RuntimeException | Error e) {
            lease.close();
            throw e;
        }
    }

    private synchronized <T> WatchedFile<T> lease(Path path, FileLoader<T> loader) {
        Path absolute = path.toAbsolutePath().normalize();
        @SuppressWarnings("unchecked") // Equal loaders make values of one type.
        SharedFile<T> file =
                (SharedFile<T>)
                        files.computeIfAbsent(
                                new Source<>(absolute, loader),
                                source -> new SharedFile<>(absolute, loader));
        WatchedFile<T> lease = new WatchedFile<>(file, this);
        file.add(lease);
        if (thread == null) {
            thread = new Thread(this::watch, "weir-file-watch");
            thread.setDaemon(true);
            thread.start();
        }
        return lease;
    }

    /** Takes a lease back; the last one of all takes the thread along. */
    <T> void release(SharedFile<T> file, WatchedFile<T> lease) {
        Thread unused = null;
        synchronized (this) {
            if (file.remove(lease)) {
                files.remove(new Source<>(file.path(), file.loader()));
                file.close();
            }
            if (files.isEmpty()) {
                unused = thread;
                thread = null;
            }
        }
        if (unused != null) {
            stop(unused);
        }
    }

    /** Files that somebody has open now. */
    synchronized int openFiles() {
        return files.size();
    }

    private synchronized List<SharedFile<?>> files() {
        return List.copyOf(files.values());
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(interval.toMillis());
                files().forEach(SharedFile::poll);
            }
        } catch (InterruptedException e) {
            // The last lease is gone, and with it the reason for this thread.
        }
    }

    private static void stop(Thread thread) {
        thread.interrupt();
        try {
            // The class loader of a job may go right after its last subtask has closed.
            thread.join(LONGEST_GOODBYE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Source<T>(Path path, FileLoader<T> loader) {}
}
