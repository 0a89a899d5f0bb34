package io.weir.codec.encode;

/**
 * Writes values of structured elements (RFC 6313 §4.5). Most are of variable length: {@link
 * WireBuffer#variableLength}.
 *
 * <pre>
 * basicList             | semantic (1) | element (2) | length (2) | [ enterprise (4) ] | values
 * subTemplateList       | semantic (1) | template (2) | records
 * subTemplateMultiList  | semantic (1) | { template (2) | length (2) | records } ...
 * </pre>
 */
public final class StructuredData {

    /** The codes of semantics (RFC 6313 §4.4). */
    public static final int NONE_OF = 0;

    public static final int EXACTLY_ONE_OF = 1;
    public static final int ONE_OR_MORE_OF = 2;
    public static final int ALL_OF = 3;
    public static final int ORDERED = 4;
    public static final int UNDEFINED = 255;

    private static final int ENTERPRISE_BIT = 0x8000;
    private static final int GROUP_HEADER_LENGTH = 4;

    private StructuredData() {}

    /** A basicList of one value per writer. */
    public static byte[] basicList(int semantic, TemplateField element, RecordWriter... values) {
        WireBuffer list = new WireBuffer().uint8(semantic);
        if (element.pen() == 0) {
            list.uint16(element.elementId()).uint16(element.length());
        } else {
            list.uint16(element.elementId() | ENTERPRISE_BIT).uint16(element.length());
            list.uint32(element.pen());
        }
        return list.bytes(records(values)).toBytes();
    }

    /** A subTemplateList of one record per writer. */
    public static byte[] subTemplateList(
            int semantic, TemplateDefinition template, RecordWriter... records) {
        return new WireBuffer()
                .uint8(semantic)
                .uint16(template.id())
                .bytes(records(records))
                .toBytes();
    }

    /**
     * A subTemplateMultiList.
     *
     * @param groups each made by {@link #group}
     */
    public static byte[] subTemplateMultiList(int semantic, byte[]... groups) {
        WireBuffer list = new WireBuffer().uint8(semantic);
        for (byte[] group : groups) {
            list.bytes(group);
        }
        return list.toBytes();
    }

    /** The part of a subTemplateMultiList with the records of one template. */
    public static byte[] group(TemplateDefinition template, RecordWriter... records) {
        byte[] content = records(records);
        return new WireBuffer()
                .uint16(template.id())
                .uint16(GROUP_HEADER_LENGTH + content.length)
                .bytes(content)
                .toBytes();
    }

    private static byte[] records(RecordWriter... writers) {
        WireBuffer buffer = new WireBuffer();
        for (RecordWriter writer : writers) {
            writer.writeTo(buffer);
        }
        return buffer.toBytes();
    }
}
