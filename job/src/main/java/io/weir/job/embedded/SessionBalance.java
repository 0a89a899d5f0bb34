package io.weir.job.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.codec.session.SessionCounter;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * What sessions of exporters counted in a run, all exporters together. A counter finds its section
 * of the balance by its name, so that a new one is in it without more.
 *
 * @param counts of every counter, also those that are 0
 */
public record SessionBalance(Map<SessionCounter, Long> counts) {

    /** The sections, each with a pattern of how the names of its counters begin. */
    private enum Section {
        TEMPLATES("templates", "templates"),
        WAITING_SETS("waiting_sets", "waiting_sets"),
        SEQUENCE("sequence", "sequence"),
        CLOCK("clock", "clock|exporter|uptime"),
        RECORDS("records", "");

        private final String key;
        private final String beginnings;

        Section(String key, String beginnings) {
            this.key = key;
            this.beginnings = beginnings;
        }

        /** The first that fits; the last fits every name. */
        static Section of(String name) {
            return Arrays.stream(values())
                    .filter(section -> name.matches("(" + section.beginnings + ").*"))
                    .findFirst()
                    .orElseThrow();
        }

        /** The name without what the section says already. */
        String keyOf(String name) {
            String shorter = name.startsWith(key + "_") ? name.substring(key.length() + 1) : name;
            return shorter.endsWith("_" + key)
                    ? shorter.substring(0, shorter.length() - key.length() - 1)
                    : shorter;
        }
    }

    public SessionBalance {
        Map<SessionCounter, Long> complete = new EnumMap<>(SessionCounter.class);
        for (SessionCounter counter : SessionCounter.values()) {
            complete.put(counter, counts.getOrDefault(counter, 0L));
        }
        counts = Collections.unmodifiableMap(complete);
    }

    static SessionBalance of(JobCounters counters) {
        Map<SessionCounter, Long> counts = new EnumMap<>(SessionCounter.class);
        for (SessionCounter counter : SessionCounter.values()) {
            counts.put(counter, counters.sum(counter.id()));
        }
        return new SessionBalance(counts);
    }

    /** What a counter came to. */
    public long count(SessionCounter counter) {
        return counts.get(counter);
    }

    /** Adds the sections, or adds to them. */
    void addTo(ObjectNode balance) {
        counts.forEach(
                (counter, count) -> {
                    String name = snakeCase(counter.id());
                    Section section = Section.of(name);
                    balance.withObjectProperty(section.key).put(section.keyOf(name), count);
                });
    }

    private static String snakeCase(String id) {
        return id.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
