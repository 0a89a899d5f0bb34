package io.weir.codec.raw;

import static io.weir.codec.template.TemplateListCursor.MAX_DEPTH;

import io.weir.codec.Malformation;
import io.weir.codec.MalformedDatagramException;
import io.weir.codec.element.ElementType;
import io.weir.codec.raw.RawValue.Group;
import io.weir.codec.session.ExportMessage;
import io.weir.codec.template.BasicListCursor;
import io.weir.codec.template.RecordCursor;
import io.weir.codec.template.Template;
import io.weir.codec.template.TemplateListCursor;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the fields of records, and the lists within them (RFC 6313) down to a fixed depth. As each
 * list lies within its field, no byte is read more often than that.
 */
final class FieldReader {

    /**
     * The most values in the lists of one record. A list of records that have one byte, but
     * thousands of empty fields, would take a million times its size in memory.
     */
    private static final int MAX_LIST_VALUES = 65_536;

    private int listValuesLeft;

    private final ElementDirectory elements;

    FieldReader(ElementDirectory elements) {
        this.elements = elements;
    }

    /** The fields of the record at which the cursor is. */
    List<RawField> read(ExportMessage message, RawElement[] of, RecordCursor record) {
        allowListValues(MAX_LIST_VALUES);
        List<RawField> fields = new ArrayList<>(of.length);
        for (int i = 0; i < of.length; i++) {
            fields.add(field(of[i], read(message, of[i], record, i), record, i));
        }
        return fields;
    }

    /** Sets how many values the lists may have that are read from now on. */
    void allowListValues(int values) {
        listValuesLeft = values;
    }

    /** How many more values the lists may have; nothing once there were too many. */
    int listValuesLeft() {
        return Math.max(0, listValuesLeft);
    }

    /**
     * The value of a field of the record at which the cursor is.
     *
     * @param element that the field is of
     */
    RawValue read(ExportMessage message, RawElement element, RecordCursor record, int field) {
        try {
            return value(message, element.type(), record, field, 1);
        } catch (MalformedDatagramException e) {
            return ValueReader.hex(record.bytes(), record.offset(field), record.length(field));
        }
    }

    private List<RawField> readNested(
            ExportMessage message, RawElement[] of, RecordCursor record, int depth)
            throws MalformedDatagramException {
        List<RawField> fields = new ArrayList<>(of.length);
        for (int i = 0; i < of.length; i++) {
            fields.add(field(of[i], value(message, of[i].type(), record, i, depth), record, i));
        }
        return fields;
    }

    private static RawField field(RawElement of, RawValue value, RecordCursor record, int i) {
        return new RawField(of, value, record.bytes(), record.offset(i), record.length(i));
    }

    private RawValue value(
            ExportMessage message, ElementType type, RecordCursor record, int i, int depth)
            throws MalformedDatagramException {
        return value(message, type, record.bytes(), record.offset(i), record.length(i), depth);
    }

    /**
     * @param depth of the value if it is a list
     */
    private RawValue value(
            ExportMessage message, ElementType type, byte[] bytes, int from, int length, int depth)
            throws MalformedDatagramException {
        if (depth > 1 && --listValuesLeft < 0) {
            throw new MalformedDatagramException(Malformation.INVALID_LIST, from);
        }
        if (!type.isList() || length == 0) {
            return ValueReader.read(type, bytes, from, length);
        }
        if (depth > MAX_DEPTH) {
            throw new MalformedDatagramException(Malformation.INVALID_LIST, from);
        }
        return switch (type) {
            case BASIC_LIST -> basicList(message, bytes, from, length, depth);
            case SUB_TEMPLATE_LIST -> templateList(message, bytes, from, length, depth);
            default -> templateMultiList(message, bytes, from, length, depth);
        };
    }

    private RawValue basicList(ExportMessage message, byte[] bytes, int from, int length, int depth)
            throws MalformedDatagramException {
        BasicListCursor list = new BasicListCursor();
        list.begin(bytes, from, length);
        RawElement element = elements.ipfix(list.enterprise(), list.element());
        List<RawValue> values = new ArrayList<>();
        while (list.next()) {
            values.add(
                    value(message, element.type(), bytes, list.offset(), list.length(), depth + 1));
        }
        return new RawValue.BasicList(list.semantic(), element, values);
    }

    private RawValue templateList(
            ExportMessage message, byte[] bytes, int from, int length, int depth)
            throws MalformedDatagramException {
        TemplateListCursor list = new TemplateListCursor();
        list.beginList(bytes, from, length);
        list.next();
        return new RawValue.SubTemplateList(list.semantic(), group(message, bytes, list, depth));
    }

    private RawValue templateMultiList(
            ExportMessage message, byte[] bytes, int from, int length, int depth)
            throws MalformedDatagramException {
        TemplateListCursor list = new TemplateListCursor();
        list.beginMultiList(bytes, from, length);
        List<Group> groups = new ArrayList<>();
        while (list.next()) {
            groups.add(group(message, bytes, list, depth));
        }
        return new RawValue.SubTemplateMultiList(list.semantic(), groups);
    }

    private Group group(ExportMessage message, byte[] bytes, TemplateListCursor list, int depth)
            throws MalformedDatagramException {
        Template template = message.template(list.template());
        if (template == null) {
            String hex = ValueReader.hex(bytes, list.from(), list.to() - list.from()).text();
            return new RawValue.UnknownGroup(list.template(), hex);
        }
        RawElement[] of = elements.of(message.protocol(), template);
        RecordCursor record = new RecordCursor(template);
        record.begin(bytes, list.from(), list.to());
        List<List<RawField>> records = new ArrayList<>();
        while (record.next()) {
            records.add(readNested(message, of, record, depth + 1));
        }
        return new RawValue.KnownGroup(list.template(), records);
    }
}
