package io.weir.codec.encode;

/**
 * Writes the sets of NetFlow v9 (FlowSets, RFC 3954 §5) and IPFIX (RFC 7011 §3.3): id, length over
 * everything, records, and zeros up to the next multiple of four bytes.
 *
 * <pre>
 *  0                   1                   2                   3
 * +-------------------------------+-------------------------------+
 * |            Set ID             |            Length             |
 * +-------------------------------+-------------------------------+
 * |                    records, then padding                      |
 * +---------------------------------------------------------------+
 * </pre>
 */
final class SetWriter {

    static final int HEADER_LENGTH = 4;
    static final int ALIGNMENT = 4;

    private static final int NONE = -1;

    private final WireBuffer buffer;
    private int openedAt = NONE;
    private int openId;
    private int shortestRecord;

    SetWriter(WireBuffer buffer) {
        this.buffer = buffer;
    }

    /** Forgets the set being written: the buffer starts a new message. */
    void reset() {
        openedAt = NONE;
    }

    boolean isOpen(int id) {
        return openedAt != NONE && openId == id;
    }

    /**
     * Closes the set being written and opens another.
     *
     * @param shortestRecord padding must be shorter, or it would be read as a record
     */
    void open(int id, int shortestRecord) {
        close();
        openedAt = buffer.length();
        openId = id;
        this.shortestRecord = shortestRecord;
        buffer.uint16(id).uint16(0);
    }

    /** Pads the set being written, if there is one, and fills in its length. */
    void close() {
        if (openedAt == NONE) {
            return;
        }
        int padding = -(buffer.length() - openedAt) & ALIGNMENT - 1;
        if (padding < shortestRecord) {
            buffer.zeros(padding);
        }
        buffer.setUint16(openedAt + 2, buffer.length() - openedAt);
        openedAt = NONE;
    }

    void openData(TemplateDefinition template) {
        open(template.id(), template.minRecordLength());
    }

    /** Appends a record to the open set of its template, or to a new one. */
    void record(TemplateDefinition template, RecordWriter writer) {
        if (!isOpen(template.id())) {
            openData(template);
        }
        int start = buffer.length();
        writer.writeTo(buffer);
        requireLength(template, buffer.length() - start);
    }

    /** The length of the message were one more record of the template added and the set closed. */
    int lengthWith(TemplateDefinition template) {
        int header = isOpen(template.id()) ? 0 : HEADER_LENGTH + ALIGNMENT - 1;
        return buffer.length() + header + template.minRecordLength() + ALIGNMENT - 1;
    }

    /** Writes a set that may lie about its length. */
    void rawSet(int id, int statedLength, byte... content) {
        close();
        buffer.uint16(id).uint16(statedLength).bytes(content);
    }

    private static void requireLength(TemplateDefinition template, int written) {
        int expected = template.minRecordLength();
        boolean fixed = template.isFixedLength();
        if (fixed ? written != expected : written < expected) {
            throw new IllegalStateException(
                    "A record of template "
                            + template.id()
                            + " has "
                            + (fixed ? "" : "at least ")
                            + expected
                            + " bytes, but "
                            + written
                            + " were written.");
        }
    }
}
