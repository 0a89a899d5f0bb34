package io.weir.operators.enrich.threat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/**
 * What the comments at the head of a netset say of it: {@code # Category : attacks}. The first line
 * of a kind counts. Missing ones are null.
 */
final class NetsetComments {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss 'UTC' yyyy", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private Instant dated;
    private String category;
    private String url;

    /** Takes a line that is a comment. */
    void read(String line) {
        int colon = line.indexOf(':');
        if (colon < 0) {
            return;
        }
        String value = line.substring(colon + 1).strip();
        switch (line.substring(1, colon).strip()) {
            case "Source File Date" -> dated = dated == null ? parseDate(value) : dated;
            case "Category" -> category = category == null ? notEmpty(value) : category;
            case "List source URL" -> url = url == null ? notEmpty(value) : url;
            default -> {
                // any other comment
            }
        }
    }

    Instant dated() {
        return dated;
    }

    String category() {
        return category;
    }

    String url() {
        return url;
    }

    private static String notEmpty(String text) {
        return text.isEmpty() ? null : text;
    }

    /** As {@code date -u} writes it. Null of anything else: then the file's own time counts. */
    private static Instant parseDate(String text) {
        try {
            return DATE.parse(text.replaceAll(" +", " "), Instant::from);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
