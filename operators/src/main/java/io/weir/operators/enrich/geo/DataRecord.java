package io.weir.operators.enrich.geo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A map of the data section, read by names. What is not there, or is of another type than expected,
 * is absent: databases of other vendors leave out and rename.
 *
 * @param fields as decoded
 * @param texts one instance of each text, since thousands of records share a country
 */
record DataRecord(Map<?, ?> fields, Map<String, String> texts) {

    DataRecord(Map<?, ?> fields) {
        this(fields, new HashMap<>());
    }

    /** A map within this one; empty if there is none. */
    DataRecord inner(String name) {
        return new DataRecord(
                fields.get(name) instanceof Map<?, ?> inner ? inner : Map.of(), texts);
    }

    /** The first map of a list; empty if there is none. */
    DataRecord first(String name) {
        boolean present =
                fields.get(name) instanceof List<?> list
                        && !list.isEmpty()
                        && list.get(0) instanceof Map<?, ?>;
        return new DataRecord(
                present ? (Map<?, ?>) ((List<?>) fields.get(name)).get(0) : Map.of(), texts);
    }

    /** Null if absent. */
    String text(String name) {
        if (fields.get(name) instanceof String text && !text.isEmpty()) {
            String known = texts.putIfAbsent(text, text);
            return known == null ? text : known;
        }
        return null;
    }

    /** The English name of a place. Null if absent. */
    String name() {
        return inner("names").text("en");
    }

    /** NaN if absent. */
    double decimal(String name) {
        return fields.get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** 0 if absent. */
    long whole(String name) {
        return fields.get(name) instanceof Number number ? number.longValue() : 0;
    }
}
