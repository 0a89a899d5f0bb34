package io.weir.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Text that ships with this module, beside the class that reads it. The module's only input. */
public final class BuiltInText {

    private BuiltInText() {}

    /**
     * The text of a file, in UTF-8.
     *
     * @param reader the class beside which the file lies
     * @throws IllegalStateException if there is no such file
     */
    public static String of(Class<?> reader, String name) {
        try (InputStream in = reader.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The Weir build lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
