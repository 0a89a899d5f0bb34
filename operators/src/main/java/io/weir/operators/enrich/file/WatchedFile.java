package io.weir.operators.enrich.file;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A lease on a file that is read once per process however many subtasks open it, and read again
 * when it changes. Opened and closed by each subtask for itself; the last one to close takes the
 * value, its watch and the watching thread away.
 *
 * <p>A lease is used by one thread at a time. A value is never closed under a lease that has it: it
 * stays open until that lease asks for {@link #current()} again or closes.
 *
 * @param <T> what the file becomes
 */
public final class WatchedFile<T> implements AutoCloseable {

    private final SharedFile<T> file;
    private final FileWatch watch;
    private volatile LoadedValue<T> held = LoadedValue.none();
    private volatile boolean closed;

    WatchedFile(SharedFile<T> file, FileWatch watch) {
        this.file = file;
        this.watch = watch;
    }

    /**
     * Opens a file that has to be there and right.
     *
     * @throws IOException if it is not; the message names the path and the reason
     */
    public static <T> WatchedFile<T> open(Path path, FileLoader<T> loader) throws IOException {
        return FileWatch.ofProcess().open(path, loader);
    }

    /**
     * Opens a file that may be missing or wrong for now, which is logged: {@link #current()} is
     * null until there is a good one.
     */
    public static <T> WatchedFile<T> openOptional(Path path, FileLoader<T> loader) {
        return FileWatch.ofProcess().openOptional(path, loader);
    }

    /**
     * The value of the newest good state of the file, null if there was none yet. One volatile read
     * and a comparison as long as the file does not change. The value may be used until the next
     * call on this lease.
     *
     * @throws IllegalStateException if the lease is closed
     */
    public T current() {
        LoadedValue<T> newest = file.newest();
        return newest == held ? newest.value() : hold();
    }

    /** Grows by one with each value, from 0 as long as there was none. */
    public long version() {
        return file.newest().version();
    }

    /** Loads that failed since the first lease of the file was taken. */
    public long failures() {
        return file.failures();
    }

    public Path path() {
        return file.path();
    }

    /** Gives the lease back. Closing again does nothing. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            held = LoadedValue.closed();
            watch.release(file, this);
        }
    }

    SharedFile<T> file() {
        return file;
    }

    boolean holds(LoadedValue<T> value) {
        return held == value;
    }

    /**
     * Says which value this lease has before it uses it, and looks again whether that one is still
     * the newest: it cannot have been retired and closed in between (hazard pointers, M. Michael,
     * 2004).
     */
    private T hold() {
        LoadedValue<T> newest;
        do {
            if (closed) {
                throw new IllegalStateException(file.path() + " is used after it was closed.");
            }
            newest = file.newest();
            held = newest;
        } while (newest != file.newest());
        return newest.value();
    }
}
