package io.weir.codec.options;

import static io.weir.codec.BigEndian.unsigned;

import io.weir.codec.template.RecordCursor;

/** Reads numbers of records. */
final class RecordNumbers {

    private RecordNumbers() {}

    /**
     * The unsigned number in a field.
     *
     * @param field may be {@link OptionsFields#ABSENT}
     * @return {@link OptionsRecord#NONE} if there is none, or none of 1 to 8 octets below 2^63
     */
    static long read(RecordCursor record, int field) {
        if (field == OptionsFields.ABSENT) {
            return OptionsRecord.NONE;
        }
        int length = record.length(field);
        if (length < 1 || length > Long.BYTES) {
            return OptionsRecord.NONE;
        }
        return Math.max(OptionsRecord.NONE, unsigned(record.bytes(), record.offset(field), length));
    }
}
