package io.weir.codec.sflow;

import io.weir.codec.MalformedDatagramException;
import java.util.List;

/**
 * The layout of a record.
 *
 * @param grouped whether the fields are shown under the name of the structure, since they have
 *     names that other structures use too
 */
record Structure(String name, boolean grouped, List<Field> fields) {

    /**
     * A field.
     *
     * @param size the number of bytes of an opaque value without a length; 0 of all others
     */
    record Field(String name, FieldType type, int size) {}

    /** Adds the fields that are there in full, and what comes after the last one in hexadecimal. */
    void read(XdrReader in, List<NamedValue> to) {
        try {
            for (Field field : fields) {
                to.add(new NamedValue(field.name(), field.type().read(in, field.size())));
            }
        } catch (MalformedDatagramException e) {
            // Told to the session's listener when the sample is decoded; here the bytes tell.
            to.add(new NamedValue("incomplete", SampleFields.hex(in)));
            return;
        }
        if (in.remaining() > 0) {
            to.add(new NamedValue("undefined", SampleFields.hex(in)));
        }
    }
}
