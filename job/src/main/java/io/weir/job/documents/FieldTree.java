package io.weir.job.documents;

import io.weir.codec.IpAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields of a document in any order, by names with dots. For documents of which there are few;
 * those of flows are written as they come.
 */
final class FieldTree {

    private static final String DOT = ".";

    private final Map<String, Object> members = new LinkedHashMap<>();

    /**
     * @param name in the form {@code source.as.number}
     * @param value a text, a long, a double, a boolean, an address or a list of addresses
     */
    FieldTree put(String name, Object value) {
        int dot = name.indexOf(DOT);
        if (dot < 0) {
            members.put(name, value);
        } else {
            FieldTree object =
                    (FieldTree)
                            members.computeIfAbsent(
                                    name.substring(0, dot), first -> new FieldTree());
            object.put(name.substring(dot + 1), value);
        }
        return this;
    }

    /** Writes the fields into the document or object that is begun. */
    void writeTo(JsonDocument json) {
        members.forEach((name, value) -> write(name, value, json));
    }

    private static void write(String name, Object value, JsonDocument json) {
        if (value instanceof FieldTree object) {
            json.begin(name);
            object.writeTo(json);
            json.end();
        } else if (value instanceof String text) {
            json.put(name, text);
        } else if (value instanceof Long number) {
            json.put(name, number.longValue());
        } else if (value instanceof Double number) {
            json.put(name, number.doubleValue());
        } else if (value instanceof Boolean truth) {
            json.put(name, truth.booleanValue());
        } else if (value instanceof IpAddress address) {
            json.putAddress(name, address);
        } else if (value instanceof List<?> addresses) {
            json.putAddresses(name, addresses.stream().map(IpAddress.class::cast).toList());
        } else {
            throw new IllegalArgumentException(name + ": " + value.getClass());
        }
    }
}
