package io.weir.codec.element;

import io.weir.codec.BuiltInText;
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
        return BuiltInText.beside(BuiltInFiles.class, name);
    }
}
