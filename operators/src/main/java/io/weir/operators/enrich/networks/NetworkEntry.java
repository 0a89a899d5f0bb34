package io.weir.operators.enrich.networks;

import io.weir.operators.enrich.prefix.AddressRange;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads one network from its keys and values. */
final class NetworkEntry {

    /** What can be said of a network. */
    static final List<String> KEYS =
            List.of("prefix", "name", "site", "zone", "tenant", "role", "internal");

    private NetworkEntry() {}

    /**
     * @throws IllegalArgumentException if one is unknown or there is no prefix
     */
    static void requireKeys(Collection<String> keys) {
        for (String key : keys) {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException(
                        "'" + key + "' is none of " + String.join(", ", KEYS));
            }
        }
        if (!keys.contains("prefix")) {
            throw new IllegalArgumentException("there is no prefix");
        }
    }

    /**
     * @throws IllegalArgumentException if something is wrong; the message has no full stop
     */
    static LabelledNetwork read(Map<String, String> entry) {
        requireKeys(entry.keySet());
        return new LabelledNetwork(
                AddressRange.parse(entry.get("prefix")),
                new NetworkLabel(
                        part(entry, "name"),
                        part(entry, "site"),
                        part(entry, "zone"),
                        part(entry, "tenant"),
                        part(entry, "role")),
                isInternal(entry.getOrDefault("internal", "")));
    }

    /** Null if nothing was given. */
    private static String part(Map<String, String> entry, String key) {
        String text = entry.get(key);
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static boolean isInternal(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "", "yes", "true" -> true;
            case "no", "false" -> false;
            default ->
                    throw new IllegalArgumentException("internal is yes or no, not '" + text + "'");
        };
    }
}
