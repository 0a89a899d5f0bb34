package io.weir.job.documents.fields;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A field of the flow document. */
public final class Field {

    private static final AtomicInteger MADE = new AtomicInteger();

    private final int number = MADE.getAndIncrement();
    private final String name;
    private final FieldType type;
    private final String origin;
    private final String meaning;
    private final ObjectPath object;
    private final byte[] key;

    Field(String name, FieldType type, String origin, String meaning) {
        this.name = name;
        this.type = type;
        this.origin = origin;
        this.meaning = meaning;
        int dot = name.lastIndexOf('.');
        object = ObjectPath.of(name.substring(0, Math.max(dot, 0)));
        key = (",\"" + name.substring(dot + 1) + "\":").getBytes(StandardCharsets.UTF_8);
    }

    /** A small number of its own, for tables by field; another in each process. */
    public int number() {
        return number;
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

    /** Its name within that object in JSON, between comma and colon; not to be changed. */
    public byte[] key() {
        return key;
    }

    @Override
    public String toString() {
        return name;
    }
}
