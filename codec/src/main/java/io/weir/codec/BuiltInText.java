package io.weir.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The data files of this library, which lie beside its classes. */
public final class BuiltInText {

    private BuiltInText() {}

    /**
     * The content of the file, which is UTF-8.
     *
     * @param name relative to the package of {@code owner}
     * @throws IllegalStateException if it is not there
     */
    public static String beside(Class<?> owner, String name) {
        try (InputStream in = owner.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(
                        "This build of Weir lacks the file " + name + " of " + owner.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
