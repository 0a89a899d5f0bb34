package io.weir.operators.enrich.text;

import java.util.ArrayList;
import java.util.List;

/** Splits lines of CSV (RFC 4180); a value does not go on in the next line. */
public final class CsvLine {

    private CsvLine() {}

    /**
     * The values, without their quotes and without white space around them.
     *
     * @throws IllegalArgumentException if a quote is not closed; the message has no full stop
     */
    public static List<String> split(String line, char separator) {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char character = line.charAt(i);
            if (quoted && character == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                value.append('"');
                i++;
            } else if (character == '"') {
                quoted = !quoted;
            } else if (character == separator && !quoted) {
                values.add(value.toString().strip());
                value.setLength(0);
            } else {
                value.append(character);
            }
        }
        if (quoted) {
            throw new IllegalArgumentException("a quote is not closed");
        }
        values.add(value.toString().strip());
        return values;
    }
}
