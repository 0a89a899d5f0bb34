package io.weir.job.documents.flow;

import io.weir.job.documents.fields.Field;
import io.weir.job.documents.fields.ObjectPath;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import javax.annotation.Nullable;

/**
 * What stands in a document between the value of one field and that of the next: the ends of
 * objects, the beginnings of others, the name. Documents have their fields mostly in the same
 * order, so the last way to each field is remembered, and of texts that hardly ever change also the
 * way and the first text together. Not thread-safe.
 */
final class Transitions {

    private static final int FIELDS_AT_FIRST = 256;

    /** By the number of the field. */
    private ObjectPath[] from = new ObjectPath[FIELDS_AT_FIRST];

    private byte[][] json = new byte[FIELDS_AT_FIRST][];

    /**
     * The way to a field; not to be changed.
     *
     * @param open the object that the last value is in; null if there is none yet
     */
    byte[] to(Field field, @Nullable ObjectPath open) {
        int number = field.number();
        if (number < json.length && from[number] == open && json[number] != null) {
            return json[number];
        }
        byte[] way = way(field, open);
        remember(number, open, way);
        return way;
    }

    private void remember(int number, @Nullable ObjectPath open, byte[] way) {
        if (number >= json.length) {
            from = Arrays.copyOf(from, 2 * number);
            json = Arrays.copyOf(json, 2 * number);
        }
        from[number] = open;
        json[number] = way;
    }

    private static byte[] way(Field field, @Nullable ObjectPath open) {
        ByteArrayOutputStream way = new ByteArrayOutputStream();
        boolean empty = open == null;
        ObjectPath at = empty ? ObjectPath.ROOT : open;
        while (!at.contains(field.object())) {
            way.write('}');
            at = at.parent();
        }
        empty = descend(at, field.object(), empty, way);
        write(field.key(), empty, way);
        return way.toByteArray();
    }

    /** Returns whether the object that is open then is empty. */
    private static boolean descend(
            ObjectPath from, ObjectPath to, boolean empty, ByteArrayOutputStream way) {
        if (from == to) {
            return empty;
        }
        boolean parentIsEmpty = descend(from, to.parent(), empty, way);
        write(to.opening(), parentIsEmpty, way);
        return true;
    }

    /** The first member of an object goes without the comma. */
    private static void write(byte[] member, boolean first, ByteArrayOutputStream way) {
        int skipped = first ? 1 : 0;
        way.write(member, skipped, member.length - skipped);
    }
}
