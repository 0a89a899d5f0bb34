package io.weir.job.elasticsearch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.codec.raw.OriginalRecords;
import io.weir.job.config.KeepOriginal;
import io.weir.job.documents.flow.OriginalRecord;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where the index template of flows puts records as exported. Whatever exporters send, no document
 * is refused for it: an index has a field for an element when that first comes, names that Weir
 * does not know never become fields, and a value that does not fit the field is left out of it.
 */
final class OriginalRecordMappings {

    /** Below it are the names of all elements that Weir knows, in each of the objects. */
    private static final int MOST_FIELDS = 10_000;

    /** Longer text is in the document, but not found by its whole: a term has 32,766 bytes. */
    private static final int LONGEST_KEYWORD = 1_024;

    private static final String ANY = ".*";

    private OriginalRecordMappings() {}

    /**
     * Completes the template.
     *
     * @param template of flows, its {@code template} object
     */
    static void addTo(ObjectNode template, KeepOriginal keepOriginal) {
        switch (keepOriginal) {
            case NONE -> {
                // The mapping ignores what it does not have.
            }
            case STORED -> addObjects(template, KeepOriginal.STORED);
            case INDEXED -> {
                searchOtherFieldsByDefault(template);
                addObjects(template, KeepOriginal.INDEXED);
                addTypes(template.withObject("/mappings"));
                template.withObject("/settings")
                        .put("index.mapping.total_fields.limit", MOST_FIELDS);
            }
        }
    }

    private static void addObjects(ObjectNode template, KeepOriginal keepOriginal) {
        ObjectNode properties = template.withObject("/mappings/properties");
        for (String object : OriginalRecord.objects()) {
            ObjectNode mapping = properties.putObject(object).put("type", "object");
            if (keepOriginal == KeepOriginal.STORED) {
                mapping.put("enabled", false);
            } else {
                mapping.put("dynamic", true)
                        .putObject("properties")
                        .putObject(OriginalRecords.NOT_INDEXED)
                        .put("type", "object")
                        .put("enabled", false);
            }
        }
    }

    /** A search without a field looks into all of them, but into no more than 1,024. */
    private static void searchOtherFieldsByDefault(ObjectNode template) {
        Set<String> fields = new TreeSet<>();
        template.at("/mappings/properties")
                .fieldNames()
                .forEachRemaining(
                        name -> {
                            int dot = name.indexOf('.');
                            fields.add(dot < 0 ? name : name.substring(0, dot) + ".*");
                        });
        ArrayNode searched = template.withObject("/settings").putArray("index.query.default_field");
        fields.forEach(searched::add);
    }

    /** Types by what JSON says of a value: of an element, that is the same in every record. */
    private static void addTypes(ObjectNode mappings) {
        mappings.put("date_detection", false);
        ArrayNode types = mappings.putArray("dynamic_templates");
        addType(types, "original_address", "string", "ip", ElementNames.ofAddresses())
                .put("ignore_malformed", true);
        addType(types, "original_ambiguous", "*", "keyword", ElementNames.ofSeveralTypes())
                .put("ignore_above", LONGEST_KEYWORD);
        addType(types, "original_text", "string", "keyword", ANY)
                .put("ignore_above", LONGEST_KEYWORD);
        addType(types, "original_integer", "long", "long", ANY).put("ignore_malformed", true);
        addType(types, "original_number", "double", "double", ANY).put("ignore_malformed", true);
    }

    /**
     * Adds a type for fields that come.
     *
     * @param json what JSON says of the value that comes first
     * @param names of the fields, a regular expression
     * @return the mapping that they get
     */
    private static ObjectNode addType(
            ArrayNode types, String name, String json, String type, String names) {
        ObjectNode template = types.addObject().putObject(name);
        template.put("match_mapping_type", json);
        template.put("match_pattern", "regex").put("match", names);
        return template.putObject("mapping").put("type", type);
    }
}
