package io.weir.codec.encode;

import java.util.List;

/** A template or options template, as an exporter defines it. */
public final class TemplateDefinition {

    private static final int MIN_ID = 256;
    private static final int MAX_ID = 65535;

    private final int id;
    private final int scopeCount;
    private final List<TemplateField> fields;
    private final boolean fixedLength;
    private final int minRecordLength;

    private TemplateDefinition(int id, int scopeCount, List<TemplateField> fields) {
        if (id < MIN_ID || id > MAX_ID) {
            throw new IllegalArgumentException(
                    "A template id is " + MIN_ID + " to " + MAX_ID + ", not " + id + ".");
        }
        this.id = id;
        this.scopeCount = scopeCount;
        this.fields = fields;
        this.fixedLength = fields.stream().noneMatch(TemplateField::isVariableLength);
        this.minRecordLength = fields.stream().mapToInt(TemplateField::minLength).sum();
    }

    /**
     * A template of flow records.
     *
     * @param id 256 to 65535
     */
    public static TemplateDefinition of(int id, TemplateField... fields) {
        return new TemplateDefinition(id, 0, List.of(fields));
    }

    /**
     * A template of options records.
     *
     * @param id 256 to 65535
     * @param scopeCount how many of the fields, from the first, are the scope; at least 1
     */
    public static TemplateDefinition ofOptions(int id, int scopeCount, TemplateField... fields) {
        if (scopeCount < 1 || scopeCount > fields.length) {
            throw new IllegalArgumentException(
                    "The scope of options template "
                            + id
                            + " has 1 to "
                            + fields.length
                            + " fields, not "
                            + scopeCount
                            + ".");
        }
        return new TemplateDefinition(id, scopeCount, List.of(fields));
    }

    public int id() {
        return id;
    }

    /** How many of the fields, from the first, are scope; 0 for a template of flows. */
    public int scopeCount() {
        return scopeCount;
    }

    public List<TemplateField> fields() {
        return fields;
    }

    public boolean isOptions() {
        return scopeCount > 0;
    }

    /** Whether all records of this template have the same length. */
    public boolean isFixedLength() {
        return fixedLength;
    }

    /** The length of the shortest possible record: empty values take one byte of length. */
    public int minRecordLength() {
        return minRecordLength;
    }
}
