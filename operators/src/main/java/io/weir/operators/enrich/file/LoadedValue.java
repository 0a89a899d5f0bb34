package io.weir.operators.enrich.file;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One value of a file; compared by identity.
 *
 * @param <T> what the file becomes
 */
final class LoadedValue<T> {

    private static final Logger LOG = LoggerFactory.getLogger(LoadedValue.class);
    private static final LoadedValue<?> NONE = new LoadedValue<>(null, 0);

    private static final LoadedValue<?> CLOSED = new LoadedValue<>(null, 0);

    private final T value;
    private final long version;

    LoadedValue(T value, long version) {
        this.value = value;
        this.version = version;
    }

    /** Stands for no value: before the first good load, and in a lease that has not looked yet. */
    @SuppressWarnings("unchecked") // Null is of any type.
    static <T> LoadedValue<T> none() {
        return (LoadedValue<T>) NONE;
    }

    /** What a closed lease has: never the newest, so that its use shows. */
    @SuppressWarnings("unchecked") // Null is of any type.
    static <T> LoadedValue<T> closed() {
        return (LoadedValue<T>) CLOSED;
    }

    /** Null if there is none. */
    T value() {
        return value;
    }

    long version() {
        return version;
    }

    void close() {
        if (value instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                LOG.warn("A value that is out of use did not close.", e);
            }
        }
    }
}
