package io.weir.sql;

import io.weir.operators.detect.Rule;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A rule as it stands in a file: header lines {@code -- key: value}, then one query.
 *
 * @param source where it comes from, for messages
 * @param rule what its alerts say
 * @param measure what its {@code hits} count
 * @param enabled whether it runs unless somebody switches it off; else it waits to be switched on
 * @param query the SQL text without a trailing semicolon, the header left in so that line numbers
 *     are those of the file
 */
record RuleFile(String source, Rule rule, String measure, boolean enabled, String query)
        implements Serializable {

    private static final List<String> CATEGORIES =
            List.of(
                    "scan",
                    "flood",
                    "reflection",
                    "icmp",
                    "brute-force",
                    "signature",
                    "spoofing",
                    "threat",
                    "anomaly",
                    "policy");
    private static final List<String> KEYS =
            List.of(
                    "id",
                    "title",
                    "category",
                    "severity",
                    "technique",
                    "measure",
                    "window",
                    "enabled",
                    "description",
                    "references");

    /**
     * Parses the text of a rule file.
     *
     * @throws RuleException naming the line and what is wrong with it
     */
    static RuleFile parse(String source, String text) throws RuleException {
        Map<String, String> header = header(source, text);
        String id = required(source, header, "id");
        if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new RuleException(
                    source, "id: '" + id + "' is not kebab-case, like login-brute-force.");
        }
        String category = required(source, header, "category");
        if (!CATEGORIES.contains(category)) {
            throw new RuleException(
                    source,
                    "category: '" + category + "' is none of " + String.join(", ", CATEGORIES));
        }
        Rule rule =
                new Rule(
                        id,
                        required(source, header, "title"),
                        category,
                        severity(source, required(source, header, "severity")),
                        header.get("technique"));
        return new RuleFile(
                source,
                rule,
                header.getOrDefault("measure", "hits"),
                enabled(source, header.getOrDefault("enabled", "true")),
                query(source, text));
    }

    /** What its rows become. */
    FindingColumns columns() {
        return new FindingColumns(rule, measure);
    }

    /** The same, to run whatever its header says. */
    RuleFile switchedOn() {
        return new RuleFile(source, rule, measure, true, query);
    }

    private static Map<String, String> header(String source, String text) throws RuleException {
        Map<String, String> header = new LinkedHashMap<>();
        int lineNumber = 0;
        for (String line : text.lines().toList()) {
            lineNumber++;
            if (!line.startsWith("--")) {
                break;
            }
            String content = line.substring(2);
            int colon = content.indexOf(':');
            boolean continuation = content.startsWith("   ");
            if (continuation || content.isBlank()) {
                continue;
            }
            String key = colon < 0 ? content.strip() : content.substring(0, colon).strip();
            if (colon < 0 || !KEYS.contains(key)) {
                throw new RuleException(
                        source,
                        "line "
                                + lineNumber
                                + ": '"
                                + key
                                + "' is no header; allowed are "
                                + String.join(", ", KEYS)
                                + ". Indent the continuation of a text by three blanks.");
            }
            if (header.put(key, content.substring(colon + 1).strip()) != null) {
                throw new RuleException(
                        source,
                        "line " + lineNumber + ": the header '" + key + "' is there twice.");
            }
        }
        return header;
    }

    private static String required(String source, Map<String, String> header, String key)
            throws RuleException {
        String value = header.get(key);
        if (value == null || value.isEmpty()) {
            throw new RuleException(source, "the header '-- " + key + ": …' is missing.");
        }
        return value;
    }

    private static int severity(String source, String text) throws RuleException {
        try {
            int severity = Integer.parseInt(text);
            if (severity >= 1 && severity <= 100) {
                return severity;
            }
        } catch (NumberFormatException e) {
            throw new RuleException(source, "severity: '" + text + "' is no number.", e);
        }
        throw new RuleException(source, "severity: " + text + " is not from 1 to 100.");
    }

    private static boolean enabled(String source, String text) throws RuleException {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default ->
                    throw new RuleException(
                            source, "enabled: '" + text + "' is neither true nor false.");
        };
    }

    private static String query(String source, String text) throws RuleException {
        String query = text.strip();
        if (query.endsWith(";")) {
            query = query.substring(0, query.length() - 1);
        }
        if (query.lines().noneMatch(RuleFile::hasSelect)) {
            throw new RuleException(source, "there is no SELECT query after the header.");
        }
        return query;
    }

    private static boolean hasSelect(String line) {
        return !line.startsWith("--") && line.toUpperCase(Locale.ROOT).contains("SELECT");
    }
}
