package io.weir.operators.enrich.names;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Text files that come with this package: one entry a line, comments behind {@code #}. */
final class ResourceLines {

    private ResourceLines() {}

    /** The lines that are no comments. */
    static List<String> of(String file) {
        try (InputStream in = ResourceLines.class.getResourceAsStream(file)) {
            byte[] bytes = Objects.requireNonNull(in, file).readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && line.charAt(0) != '#')
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
