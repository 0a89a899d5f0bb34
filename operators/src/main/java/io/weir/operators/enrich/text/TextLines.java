package io.weir.operators.enrich.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens text files in UTF-8. */
public final class TextLines {

    private static final char BYTE_ORDER_MARK = '\ufeff';

    private TextLines() {}

    /**
     * The text behind the byte order mark, if there is one. What is not UTF-8 becomes U+FFFD: a
     * name in another encoding in a comment must not cost the file.
     */
    public static BufferedReader open(Path path) throws IOException {
        BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8));
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        return reader;
    }
}
