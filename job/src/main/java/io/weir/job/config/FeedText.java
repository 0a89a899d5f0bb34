package io.weir.job.config;

import io.weir.operators.enrich.threat.ThreatFeed;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a threat feed as it is configured: its name and file, and behind them what is known of it.
 */
final class FeedText {

    static final String ALLOWED =
            "NAME=FILE, the name of 1 to 64 a-z, 0-9 or -, the file without spaces; behind it, each"
                    + " after a space and if at all: score=0 to 100 (default "
                    + ThreatFeed.DEFAULT_SCORE
                    + "), tags=A+B, max-age=7d, url=URL, and for CSV column=NAME or column=NUMBER";

    private static final Set<String> ATTRIBUTES =
            Set.of("score", "tags", "max-age", "url", "column");
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");
    private static final Pattern SCORE = Pattern.compile("\\d{1,2}|100");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern COLUMN_NUMBER = Pattern.compile("[1-9]\\d{0,3}");

    private FeedText() {}

    /**
     * @throws IllegalArgumentException if it is anything but {@link #ALLOWED}
     */
    static ThreatFeed parse(String text) {
        String[] words = text.strip().split("\\s+", -1);
        Map<String, String> attributes = new HashMap<>();
        for (int i = 1; i < words.length; i++) {
            String name = before(words[i]);
            require(ATTRIBUTES.contains(name));
            require(attributes.put(name, behind(words[i])) == null);
        }
        require(NAME.matcher(before(words[0])).matches());
        return new ThreatFeed(
                before(words[0]),
                behind(words[0]),
                column(attributes.get("column")),
                tags(attributes.get("tags")),
                score(attributes.get("score")),
                attributes.get("url"),
                maxAge(attributes.get("max-age")));
    }

    private static String before(String word) {
        require(word.indexOf('=') > 0);
        return word.substring(0, word.indexOf('='));
    }

    private static String behind(String word) {
        String value = word.substring(word.indexOf('=') + 1);
        require(!value.isEmpty());
        return value;
    }

    private static String column(String text) {
        require(
                text == null
                        || !NUMBER.matcher(text).matches()
                        || COLUMN_NUMBER.matcher(text).matches());
        return text;
    }

    private static List<String> tags(String text) {
        if (text == null) {
            return List.of();
        }
        List<String> tags = Arrays.asList(text.split("\\+", -1));
        require(!tags.contains(""));
        return tags;
    }

    private static int score(String text) {
        if (text == null) {
            return ThreatFeed.DEFAULT_SCORE;
        }
        require(SCORE.matcher(text).matches());
        return Integer.parseInt(text);
    }

    private static Duration maxAge(String text) {
        if (text == null) {
            return null;
        }
        Duration age = Quantity.parseDuration(text).orElse(Duration.ZERO);
        require(age.compareTo(Duration.ZERO) > 0);
        return age;
    }

    private static void require(boolean allowed) {
        if (!allowed) {
            throw new IllegalArgumentException(ALLOWED);
        }
    }
}
