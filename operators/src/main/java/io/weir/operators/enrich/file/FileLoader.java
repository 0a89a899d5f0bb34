package io.weir.operators.enrich.file;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Makes a value of a file. The value is shared by threads: it is immutable or safe for use by
 * several. If it is {@link AutoCloseable}, it is closed once nobody can use it any more.
 *
 * <p>Loaders that are equal share what they load; an instance without state is best a constant or a
 * record.
 *
 * @param <T> what the file becomes
 */
@FunctionalInterface
public interface FileLoader<T> {

    /**
     * Reads the file.
     *
     * @throws IOException if the file cannot be read or is not what it should be; the message says
     *     what is wrong and does not need to name the path
     */
    T load(Path path) throws IOException;

    /**
     * Reads the file again after it changed. A loader that wants to compare with what it had, for
     * example to refuse a feed that has shrunk to nothing, does so here by an {@link IOException}:
     * the previous value then stays.
     *
     * @param previous the last value that loaded well; it is not closed yet
     */
    default T reload(Path path, T previous) throws IOException {
        return load(path);
    }
}
