package io.weir.job.documents.fields;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** How Elasticsearch indexes a field. */
public enum FieldType {
    /** A text that is found and counted as a whole. */
    KEYWORD {
        @Override
        void describe(ObjectNode mapping) {
            mapping.put("ignore_above", LONGEST_KEYWORD);
        }
    },
    /** A text that is searched by words. */
    TEXT {
        @Override
        void describe(ObjectNode mapping) {
            mapping.put("norms", false);
        }
    },
    /** 64 bits, signed. */
    LONG,
    DATE,
    IP,
    GEO_POINT,
    BOOLEAN;

    /** Longer texts are in the document but not in the index, which takes 32,766 bytes at most. */
    static final int LONGEST_KEYWORD = 1_024;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The name in mappings, {@code geo_point} for example. */
    public String label() {
        return label;
    }

    /** Writes the mapping of a field of this type into an empty object. */
    void mapTo(ObjectNode mapping) {
        mapping.put("type", label);
        describe(mapping);
    }

    void describe(ObjectNode mapping) {}
}
