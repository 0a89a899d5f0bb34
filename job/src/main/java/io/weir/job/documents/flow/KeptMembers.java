package io.weir.job.documents.flow;

import io.weir.job.documents.fields.ObjectPath;
import java.util.function.ObjIntConsumer;

/**
 * Members of an object that depend on one small number, such as an octet of the packet's header:
 * the JSON of each number is kept. Not thread-safe.
 */
final class KeptMembers {

    private final ObjectPath object;
    private final ObjIntConsumer<FieldJson> fields;
    private final ObjectEncoder encoder = new ObjectEncoder();
    private final byte[][] encoded;

    /**
     * @param numbers how many there are, from 0 on
     * @param fields writes those of the object that a number stands for
     */
    KeptMembers(ObjectPath object, int numbers, ObjIntConsumer<FieldJson> fields) {
        this.object = object;
        this.fields = fields;
        encoded = new byte[numbers][];
    }

    void write(int number, FieldJson json) {
        if (encoded[number] == null) {
            encoded[number] = encoder.members(object, to -> fields.accept(to, number));
        }
        json.putMembers(object, encoded[number]);
    }
}
