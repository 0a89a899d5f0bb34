package io.weir.operators.enrich.names;

import io.weir.operators.enrich.file.LoadReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Reads text files line by line, so that a wrong line costs no other one. */
final class LineReader {

    private static final String BYTE_ORDER_MARK = "\ufeff";

    private LineReader() {}

    /**
     * Reads a file.
     *
     * @param isNone whether a line is no entry, like a comment; lines have no white space around
     * @param taker takes an entry, or refuses it with an {@link IllegalArgumentException} whose
     *     message says what is wrong
     * @return what became of the lines
     * @throws IOException if the file cannot be read
     */
    static LoadReport read(Path path, Predicate<String> isNone, Consumer<String> taker)
            throws IOException {
        LoadReport.Builder report = new LoadReport.Builder();
        // Bytes that are no UTF-8 become U+FFFD: they cost a letter of a name, not the file.
        String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
        long number = 0;
        Iterator<String> lines = withoutMark(text).lines().iterator();
        while (lines.hasNext()) {
            number++;
            String line = lines.next().strip();
            if (isNone.test(line)) {
                continue;
            }
            try {
                taker.accept(line);
                report.entry();
            } catch (IllegalArgumentException wrong) {
                report.problem(number, wrong.getMessage());
            }
        }
        return report.build();
    }

    private static String withoutMark(String text) {
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }
}
