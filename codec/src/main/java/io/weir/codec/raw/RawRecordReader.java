package io.weir.codec.raw;

import io.weir.codec.MalformedDatagramException;
import io.weir.codec.element.InformationElements;
import io.weir.codec.session.ExportMessage;
import io.weir.codec.session.RecordListener;
import io.weir.codec.template.RecordCursor;
import io.weir.codec.template.Template;
import java.util.function.Consumer;

/**
 * Reads every record of a session, field by field.
 *
 * <p>What is malformed is not told here: the session finds it in the same bytes, and tells its
 * {@link io.weir.codec.session.SessionListener}. The records before it are given all the same, and
 * a list that is malformed, or holds more than 65,536 values, is given in hexadecimal.
 *
 * <p>Not thread-safe.
 */
public final class RawRecordReader implements RecordListener {

    private final ElementDirectory elements;
    private final FieldReader fields;
    private final Consumer<RawRecord> records;

    /**
     * @param records takes each record, in the order of the datagrams
     */
    public RawRecordReader(InformationElements elements, Consumer<RawRecord> records) {
        this.elements = new ElementDirectory(elements);
        this.fields = new FieldReader(this.elements);
        this.records = records;
    }

    @Override
    public void records(ExportMessage message, Template template, byte[] bytes, int from, int to) {
        RecordCursor cursor = new RecordCursor(template);
        RawElement[] of = elements.of(message.protocol(), template);
        RecordType type = template.options() ? RecordType.OPTIONS : RecordType.DATA;
        cursor.begin(bytes, from, to);
        while (hasNext(cursor)) {
            records.accept(
                    new RawRecord(
                            message.protocol(),
                            message.domain(),
                            template.id(),
                            type,
                            fields.read(message, of, cursor)));
        }
    }

    private static boolean hasNext(RecordCursor cursor) {
        try {
            return cursor.next();
        } catch (MalformedDatagramException e) {
            return false; // and the session tells why, see above
        }
    }
}
