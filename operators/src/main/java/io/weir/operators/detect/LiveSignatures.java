package io.weir.operators.detect;

import io.weir.operators.enrich.file.WatchedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.annotation.Nullable;

/**
 * The signatures in use: those that come with Weir, or instead those of a file of the operator,
 * which is read again when it changes.
 */
final class LiveSignatures implements AutoCloseable {

    @Nullable private final WatchedFile<Signatures> file;
    @Nullable private final Signatures shipped;

    /**
     * @param path the operator's file on this host; null for those that come with Weir
     * @throws UncheckedIOException if the file cannot be used; the message names it and says why
     */
    LiveSignatures(@Nullable String path) {
        try {
            file = path == null ? null : WatchedFile.open(Path.of(path), Signatures.LOADER);
        } catch (IOException e) {
            throw new UncheckedIOException("detections.signatures.file: " + e.getMessage(), e);
        }
        shipped = path == null ? Signatures.shipped() : null;
    }

    Signatures current() {
        return file == null ? shipped : file.current();
    }

    @Override
    public void close() {
        if (file != null) {
            file.close();
        }
    }
}
