package io.weir.job.documents;

import io.weir.codec.IpAddress;
import io.weir.job.documents.fields.Field;
import io.weir.job.documents.fields.FieldType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import javax.annotation.Nullable;

/**
 * What fields say of a key of traffic: numbers as {@link Long}, unsigned, texts, addresses and
 * lists of them. What is not known is not there.
 */
final class KeyFields {

    private final Map<Field, Object> values = new LinkedHashMap<>();

    KeyFields put(Field field, long number) {
        values.put(field, number);
        return this;
    }

    /**
     * @param text none if null or empty
     */
    KeyFields put(Field field, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            values.put(field, text);
        }
        return this;
    }

    KeyFields put(Field field, IpAddress address) {
        values.put(field, address);
        return this;
    }

    KeyFields put(Field field, List<IpAddress> addresses) {
        values.put(field, addresses);
        return this;
    }

    void forEach(BiConsumer<Field, Object> consumer) {
        values.forEach(consumer);
    }

    /** Adds them to a document; numbers are texts there where the field is a text. */
    void addTo(FieldTree document) {
        values.forEach(
                (field, value) ->
                        document.put(
                                field.name(),
                                field.type() == FieldType.KEYWORD && value instanceof Long number
                                        ? Long.toUnsignedString(number)
                                        : value));
    }
}
