package io.weir.job.documents.flow;

import io.weir.job.documents.fields.ObjectPath;
import java.util.function.BiConsumer;

/**
 * Writes objects of which there are few for many flows, such as places: the JSON of each is kept,
 * until another takes its slot. Not thread-safe.
 *
 * @param <T> what is written
 */
final class KeptObjects<T> {

    private static final int SLOTS = 1 << 12;

    private final ObjectPath object;
    private final BiConsumer<T, FieldJson> fields;
    private final ObjectEncoder encoder = new ObjectEncoder();
    private final Object[] values = new Object[SLOTS];
    private final byte[][] encoded = new byte[SLOTS][];

    /**
     * @param fields writes the fields of the object
     */
    KeptObjects(ObjectPath object, BiConsumer<T, FieldJson> fields) {
        this.object = object;
        this.fields = fields;
    }

    /**
     * Writes what is known of a value.
     *
     * @param id tells it from most others
     */
    @SuppressWarnings(
            "ReferenceEquality") // To compare all its texts would take as long as to write.
    void write(int id, T value, FieldJson json) {
        int slot = id & (SLOTS - 1);
        if (values[slot] != value) {
            encoded[slot] = encoder.encode(object, to -> fields.accept(value, to));
            values[slot] = value;
        }
        json.putObject(object, encoded[slot]);
    }
}
