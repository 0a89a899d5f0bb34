package io.weir.operators.enrich.names;

import io.weir.operators.enrich.file.LoadReport;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A file of ElastiFlow's user settings, or one of ours in the same form: flat YAML, a key and its
 * value on each line, either of them in quotes or not. Read line by line, so that a wrong line
 * costs no other one.
 */
final class SettingsFile {

    private SettingsFile() {}

    /** Takes the settings of a file one by one. */
    @FunctionalInterface
    interface Taker {
        /**
         * Takes a setting.
         *
         * @throws IllegalArgumentException if the setting is wrong; the message says how
         */
        void take(String key, String value);
    }

    /**
     * Reads a file.
     *
     * @return what became of its lines
     * @throws IOException if it cannot be read
     */
    static LoadReport read(Path path, Taker taker) throws IOException {
        return LineReader.read(path, SettingsFile::isNoSetting, line -> take(line, taker));
    }

    private static boolean isNoSetting(String line) {
        return line.isEmpty()
                || line.charAt(0) == '#'
                || line.charAt(0) == '%'
                || line.equals("---")
                || line.equals("...")
                || line.equals("{}");
    }

    private static void take(String line, Taker taker) {
        int colon = colon(line);
        String key = unquoted(line.substring(0, colon).strip());
        String value = unquoted(withoutComment(line.substring(colon + 1).strip()));
        if (key.isEmpty() || value.isEmpty()) {
            throw new IllegalArgumentException(
                    (key.isEmpty() ? "the key" : "the value") + " is missing");
        }
        taker.take(key, value);
    }

    /** The colon behind the key: the first with a space or nothing behind it, after any quotes. */
    private static int colon(String line) {
        int at = isQuote(line.charAt(0)) ? end(line, 0) : -1;
        do {
            at = line.indexOf(':', at + 1);
        } while (at >= 0 && at + 1 < line.length() && !Character.isWhitespace(line.charAt(at + 1)));
        if (at < 0) {
            throw new IllegalArgumentException("it is not of the form 'key: value'");
        }
        return at;
    }

    private static String withoutComment(String value) {
        if (!value.isEmpty() && isQuote(value.charAt(0))) {
            int end = end(value, 0) + 1;
            String rest = value.substring(end).strip();
            if (!rest.isEmpty() && rest.charAt(0) != '#') {
                throw new IllegalArgumentException("there is text behind the closing quote");
            }
            return value.substring(0, end);
        }
        int comment = value.startsWith("#") ? 0 : value.indexOf(" #");
        return comment < 0 ? value : value.substring(0, comment).strip();
    }

    private static String unquoted(String text) {
        if (text.isEmpty() || !isQuote(text.charAt(0))) {
            return text;
        }
        char quote = text.charAt(0);
        if (end(text, 0) != text.length() - 1) {
            throw new IllegalArgumentException("there is text behind the closing quote");
        }
        String inner = text.substring(1, text.length() - 1);
        return quote == '\''
                ? inner.replace("''", "'").strip()
                : inner.replaceAll("\\\\(.)", "$1").strip();
    }

    private static boolean isQuote(char character) {
        return character == '"' || character == '\'';
    }

    /** Where the quotes close that open at {@code start}. */
    private static int end(String text, int start) {
        char quote = text.charAt(start);
        for (int i = start + 1; i < text.length(); i++) {
            char character = text.charAt(i);
            boolean doubled = quote == '\'' && i + 1 < text.length() && text.charAt(i + 1) == quote;
            boolean escaped = quote == '"' && character == '\\';
            if (escaped || (character == quote && doubled)) {
                i++;
            } else if (character == quote) {
                return i;
            }
        }
        throw new IllegalArgumentException("a quote is not closed");
    }
}
