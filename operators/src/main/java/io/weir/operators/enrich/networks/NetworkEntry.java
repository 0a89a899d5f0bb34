package io.weir.operators.enrich.networks;

import io.weir.operators.enrich.prefix.AddressRange;
import java.util.Locale;
import java.util.Map;

/** Reads one network from its keys and values. */
final class NetworkEntry {

    private NetworkEntry() {}

    /**
     * @throws IllegalArgumentException if something is wrong; the message has no full stop
     */
    static LabelledNetwork read(Map<String, String> entry) {
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
