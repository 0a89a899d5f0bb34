package io.weir.codec.raw;

import io.weir.codec.template.RecordCursor;
import io.weir.codec.template.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the records of a template are written, made once for all of them. Not thread-safe. */
final class RecordPlan {

    /**
     * The fields that have one name.
     *
     * @param key the name as JSON
     * @param fields of the template, in its order
     */
    @SuppressWarnings("ArrayRecordComponent") // identity is never asked for
    record NamedFields(byte[] key, int[] fields) {}

    final RawElement[] elements;
    final NamedFields[] named;
    final RecordCursor cursor;

    /** By field of the record at which the cursor is. */
    final RawValue[] values;

    /** By field: whether its value is one that any record may have there. */
    final boolean[] indexed;

    RecordPlan(Template template, RawElement[] elements) {
        this.elements = elements;
        this.named = named(elements);
        this.cursor = new RecordCursor(template);
        this.values = new RawValue[elements.length];
        this.indexed = new boolean[elements.length];
    }

    private static NamedFields[] named(RawElement[] elements) {
        Map<String, List<Integer>> byName = new LinkedHashMap<>();
        for (int i = 0; i < elements.length; i++) {
            if (!RecordJson.isPadding(elements[i])) {
                byName.computeIfAbsent(elements[i].name(), name -> new ArrayList<>(1)).add(i);
            }
        }
        return byName.entrySet().stream()
                .map(
                        entry ->
                                new NamedFields(
                                        JsonBytes.key(entry.getKey()),
                                        entry.getValue().stream()
                                                .mapToInt(Integer::intValue)
                                                .toArray()))
                .toArray(NamedFields[]::new);
    }
}
