package io.weir.job.documents.fields;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Fields that belong together. Filled by the class that declares them, and by nobody after it. */
public final class Family {

    private final String name;
    private final String about;
    private final List<Field> fields = new ArrayList<>();

    Family(String name, String about) {
        this.name = name;
        this.about = about;
    }

    public String name() {
        return name;
    }

    /** What its fields are about, in a sentence or two. */
    public String about() {
        return about;
    }

    /** In the order of declaration. */
    public List<Field> fields() {
        return Collections.unmodifiableList(fields);
    }

    Field keyword(String field, String origin, String meaning) {
        return add(field, FieldType.KEYWORD, origin, meaning);
    }

    Field number(String field, String origin, String meaning) {
        return add(field, FieldType.LONG, origin, meaning);
    }

    Field date(String field, String origin, String meaning) {
        return add(field, FieldType.DATE, origin, meaning);
    }

    Field address(String field, String origin, String meaning) {
        return add(field, FieldType.IP, origin, meaning);
    }

    Field add(String field, FieldType type, String origin, String meaning) {
        Field added = new Field(field, type, origin, meaning);
        fields.add(added);
        return added;
    }
}
