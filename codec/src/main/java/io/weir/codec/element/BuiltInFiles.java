package io.weir.codec.element;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The files of elements beside this class, as their index lists them. */
final class BuiltInFiles {

    private static final String INDEX = "index.txt";

    private BuiltInFiles() {}

    static List<ElementFile.Entry> read() {
        List<ElementFile.Entry> entries = new ArrayList<>();
        for (String name : names()) {
            entries.addAll(ElementFile.parse(text(name), name));
        }
        return entries;
    }

    /** Relative to this class. */
    static List<String> names() {
        return text(INDEX)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    static String text(String name) {
        try (InputStream in = BuiltInFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The Weir build lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
