package io.weir.codec.session;

import io.weir.codec.element.ElementSpace;
import io.weir.codec.element.ElementType;
import io.weir.codec.element.InformationElement;
import io.weir.codec.element.InformationElements;
import io.weir.codec.template.RecordCursor;
import io.weir.codec.template.Template;
import io.weir.codec.template.TemplateField;
import io.weir.codec.template.TemplateListCursor;
import java.util.stream.IntStream;

/** Which fields of a template are lists (RFC 6313), and what it takes to walk its records. */
final class ListFields {

    private final Template template;
    private final int[] fields;
    private final ElementType[] types;

    /** By depth, as a list may hold records of the template that it is in. */
    private final RecordCursor[] cursors = new RecordCursor[TemplateListCursor.MAX_DEPTH + 1];

    private ListFields(Template template, int[] fields) {
        this.template = template;
        this.fields = fields;
        this.types =
                IntStream.of(fields)
                        .mapToObj(field -> type(template.fields().get(field)))
                        .toArray(ElementType[]::new);
    }

    /** The lists of a template, or null if it has none: few have. */
    static ListFields of(Template template) {
        int[] fields =
                IntStream.range(0, template.fields().size())
                        .filter(field -> type(template.fields().get(field)).isList())
                        .toArray();
        return fields.length == 0 ? null : new ListFields(template, fields);
    }

    private static ElementType type(TemplateField field) {
        return type(field.enterprise(), field.element());
    }

    /** The type of an element; octetArray if it is not known. */
    static ElementType type(long enterprise, int element) {
        InformationElement known =
                InformationElements.builtIn().find(new ElementSpace(enterprise), element);
        return known == null ? ElementType.OCTET_ARRAY : known.type();
    }

    int count() {
        return fields.length;
    }

    /** The number of a list's field in the template. */
    int field(int list) {
        return fields[list];
    }

    ElementType type(int list) {
        return types[list];
    }

    /**
     * A cursor over records of the template.
     *
     * @param depth how many lists the records are in
     */
    RecordCursor cursor(int depth) {
        if (cursors[depth] == null) {
            cursors[depth] = new RecordCursor(template);
        }
        return cursors[depth];
    }
}
