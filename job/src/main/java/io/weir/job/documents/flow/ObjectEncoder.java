package io.weir.job.documents.flow;

import io.weir.job.documents.fields.ObjectPath;
import java.util.Arrays;
import java.util.function.Consumer;

/** Writes objects that many documents have, to be put into each as they are. Not thread-safe. */
final class ObjectEncoder {

    private static final byte[] NOTHING = {};

    private final FieldJson json = new FieldJson();

    /**
     * The object with its name, for {@link FieldJson#putObject}.
     *
     * @param fields writes the fields of the object, and no others
     * @return no bytes if there are no fields
     */
    byte[] encode(ObjectPath object, Consumer<FieldJson> fields) {
        return within(object.parent(), fields);
    }

    /**
     * Members of an object, without its name and braces, for {@link FieldJson#putMembers}.
     *
     * @param fields writes fields of the object or of objects in it, and no others
     * @return no bytes if there are no fields
     */
    byte[] members(ObjectPath object, Consumer<FieldJson> fields) {
        return within(object, fields);
    }

    private byte[] within(ObjectPath object, Consumer<FieldJson> fields) {
        json.start();
        fields.accept(json);
        int length = json.finish();
        byte[] document = Arrays.copyOf(json.bytes(), length);
        int from = "{".length();
        int to = document.length - "}".length();
        for (ObjectPath in = object; in != ObjectPath.ROOT; in = in.parent()) {
            from += in.opening().length - ",".length();
            to -= "}".length();
        }
        return from < to ? Arrays.copyOfRange(document, from, to) : NOTHING;
    }
}
