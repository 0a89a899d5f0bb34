package io.weir.job.documents.fields;

import com.fasterxml.jackson.core.io.SerializedString;

/** A field of the flow document. */
public final class Field {

    private final String name;
    private final FieldType type;
    private final String origin;
    private final String meaning;
    private final ObjectPath object;
    private final SerializedString leaf;

    Field(String name, FieldType type, String origin, String meaning) {
        this.name = name;
        this.type = type;
        this.origin = origin;
        this.meaning = meaning;
        int dot = name.lastIndexOf('.');
        object = ObjectPath.of(name.substring(0, Math.max(dot, 0)));
        leaf = new SerializedString(name.substring(dot + 1));
    }

    /** The whole name, {@code source.as.number}. */
    public String name() {
        return name;
    }

    public FieldType type() {
        return type;
    }

    /** What its value is taken from, in a few words. */
    public String origin() {
        return origin;
    }

    /** What it says, in a sentence. */
    public String meaning() {
        return meaning;
    }

    /** The object that the field is in. */
    public ObjectPath object() {
        return object;
    }

    /** Its name within that object. */
    public SerializedString leaf() {
        return leaf;
    }

    @Override
    public String toString() {
        return name;
    }
}
