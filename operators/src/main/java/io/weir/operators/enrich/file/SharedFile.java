package io.weir.operators.enrich.file;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of this process: its newest good value, those that went before and are still in a lease's
 * hands, and what the disk looked like when it was read. Leases come and go under its lock; {@link
 * #newest()} needs none.
 *
 * @param <T> what the file becomes
 */
final class SharedFile<T> {

    /** A load may have failed for a reason that is not in the file (no space, say). */
    private static final Duration RETRY = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(SharedFile.class);

    private final Path path;
    private final FileLoader<T> loader;
    private final List<WatchedFile<T>> leases = new ArrayList<>();
    private final List<LoadedValue<T>> retired = new ArrayList<>();

    private volatile LoadedValue<T> newest = LoadedValue.none();
    private final AtomicLong failures = new AtomicLong();
    private FileStamp tried;
    private FileStamp lastSeen;
    private IOException failure;
    private long triedNanos;
    private boolean closed;

    SharedFile(Path path, FileLoader<T> loader) {
        this.path = path;
        this.loader = loader;
    }

    Path path() {
        return path;
    }

    FileLoader<T> loader() {
        return loader;
    }

    LoadedValue<T> newest() {
        return newest;
    }

    long failures() {
        return failures.get();
    }

    /**
     * Loads the file unless another lease already did.
     *
     * @throws IOException if there is no good value
     */
    synchronized void requireValue() throws IOException {
        tryOnce();
        if (newest.version() == 0) {
            throw failure;
        }
    }

    /** Loads the file unless another lease already did, and warns if there is no good value. */
    synchronized void tryValue() {
        if (tryOnce() && failure != null) {
            LOG.warn("{} Going on without it until there is a good one.", failure.getMessage());
        }
    }

    synchronized void add(WatchedFile<T> lease) {
        leases.add(lease);
    }

    /** Takes a lease back. True if it was the last one. */
    synchronized boolean remove(WatchedFile<T> lease) {
        leases.remove(lease);
        closeRetired();
        return leases.isEmpty();
    }

    /** Called after the last lease is gone. */
    synchronized void close() {
        closed = true;
        retired.add(newest);
        newest = LoadedValue.none();
        closeRetired();
    }

    /** Looks at the disk; reads the file again if it has changed since and is at rest. */
    synchronized void poll() {
        if (closed) {
            return;
        }
        FileStamp stamp = FileStamp.of(path);
        boolean atRest = stamp.equals(lastSeen);
        lastSeen = stamp;
        boolean changed = !stamp.equals(tried);
        boolean retry = failure != null && System.nanoTime() - triedNanos >= RETRY.toNanos();
        if (atRest && (changed || retry)) {
            String before = failure == null ? "" : failure.getMessage();
            load(stamp);
            if (failure != null && (changed || !before.equals(failure.getMessage()))) {
                LOG.warn(
                        "{} {}",
                        failure.getMessage(),
                        newest.version() == 0
                                ? "Going on without it until there is a good one."
                                : "What was read before stays in use.");
            }
        }
        closeRetired();
    }

    /** True if this call was the one that loaded. */
    private boolean tryOnce() {
        if (tried != null) {
            return false;
        }
        FileStamp stamp = FileStamp.of(path);
        lastSeen = stamp;
        load(stamp);
        return true;
    }

    private void load(FileStamp stamp) {
        LoadedValue<T> before = newest;
        triedNanos = System.nanoTime();
        try {
            T value =
                    before.version() == 0 ? loader.load(path) : loader.reload(path, before.value());
            LoadedValue<T> loaded = new LoadedValue<>(value, before.version() + 1);
            if (before.version() > 0 && !stamp.equals(FileStamp.of(path))) {
                // It was being written while it was read: once more when it is at rest.
                loaded.close();
                return;
            }
            newest = loaded;
            tried = stamp;
            failure = null;
            if (before.version() > 0) {
                retired.add(before);
                LOG.info("{} has changed and was read again.", path);
            }
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            tried = stamp;
            failures.incrementAndGet();
            failure = new IOException(path + " cannot be used: " + reason(e), e);
        }
    }

    private static String reason(Throwable e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file.";
        }
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        return message.endsWith(".") ? message : message + ".";
    }

    private void closeRetired() {
        retired.removeIf(
                value -> {
                    boolean unused = leases.stream().noneMatch(lease -> lease.holds(value));
                    if (unused) {
                        value.close();
                    }
                    return unused;
                });
    }
}
