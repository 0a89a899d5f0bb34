package io.weir.codec.template;

import java.util.List;

/**
 * The layout of the data records of one set id.
 *
 * @param id 256 to 65,535
 * @param scopeFields how many of the leading fields are scope fields; 0 for a data template
 * @param options whether the records describe the exporter instead of flows
 * @param fields in record order, not empty
 */
public record Template(int id, boolean options, int scopeFields, List<TemplateField> fields) {

    public Template {
        fields = List.copyOf(fields);
    }

    /** The fewest bytes that a record takes: its exact length if no field is of variable length. */
    public int minimumRecordLength() {
        int length = 0;
        for (TemplateField field : fields) {
            length += field.isVariableLength() ? 1 : field.length();
        }
        return length;
    }

    /** Whether some field has its length in each record. */
    public boolean hasVariableLength() {
        return fields.stream().anyMatch(TemplateField::isVariableLength);
    }
}
