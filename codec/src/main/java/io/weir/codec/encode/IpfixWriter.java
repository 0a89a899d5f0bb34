package io.weir.codec.encode;

/**
 * Writes IPFIX messages (RFC 7011 §3) of one observation domain.
 *
 * <pre>
 *  0                   1                   2                   3
 * +-------------------------------+-------------------------------+
 * |       Version Number (10)     |            Length             |
 * +-------------------------------+-------------------------------+
 * |                     Export Time (seconds)                     |
 * +---------------------------------------------------------------+
 * |    Sequence Number: data records sent before this message     |
 * +---------------------------------------------------------------+
 * |                     Observation Domain ID                     |
 * +---------------------------------------------------------------+
 * </pre>
 *
 * <p>Data records of options templates count for the sequence number, templates do not (§3.1).
 *
 * <p>Not thread-safe. The bytes of a message are valid until the next {@link #begin}.
 */
public final class IpfixWriter {

    public static final int HEADER_LENGTH = 16;

    private static final int VERSION = 10;
    private static final int LENGTH_AT = 2;
    private static final int EXPORT_TIME_AT = 4;
    private static final int TEMPLATE_SET = 2;
    private static final int OPTIONS_TEMPLATE_SET = 3;
    private static final int TEMPLATE_HEADER_LENGTH = 4;
    private static final int OPTIONS_TEMPLATE_HEADER_LENGTH = 6;
    private static final int ENTERPRISE_BIT = 0x8000;

    private final WireBuffer buffer = new WireBuffer();
    private final SetWriter sets = new SetWriter(buffer);
    private final long domain;
    private long nextSequence;
    private int statedLength;

    /**
     * @param domain the observation domain, 32 bits unsigned
     */
    public IpfixWriter(long domain) {
        this.domain = domain;
    }

    /** Sets the sequence number of the next message, as after a restart or a loss. */
    public IpfixWriter nextSequence(long sequence) {
        nextSequence = sequence;
        return this;
    }

    /** Starts a message; the one before is gone. */
    public IpfixWriter begin(long exportSeconds) {
        buffer.clear();
        sets.reset();
        statedLength = 0;
        buffer.uint16(VERSION).uint16(0).uint32(exportSeconds);
        buffer.uint32(nextSequence).uint32(domain);
        return this;
    }

    /** Sets the export time anew, for a message that took a while to fill. */
    public IpfixWriter exportTime(long exportSeconds) {
        buffer.setUint32(EXPORT_TIME_AT, exportSeconds);
        return this;
    }

    /** Adds a template or options template, to the open set of its kind or to a new one. */
    public IpfixWriter template(TemplateDefinition template) {
        boolean options = template.isOptions();
        openTemplateSet(options);
        buffer.uint16(template.id()).uint16(template.fields().size());
        if (options) {
            buffer.uint16(template.scopeCount());
        }
        for (TemplateField field : template.fields()) {
            if (field.pen() == 0) {
                buffer.uint16(field.elementId()).uint16(field.length());
            } else {
                buffer.uint16(field.elementId() | ENTERPRISE_BIT).uint16(field.length());
                buffer.uint32(field.pen());
            }
        }
        return this;
    }

    /** Withdraws the template (RFC 7011 §8.1). */
    public IpfixWriter withdraw(TemplateDefinition template) {
        openTemplateSet(template.isOptions());
        buffer.uint16(template.id()).uint16(0);
        return this;
    }

    /** Withdraws all templates of flows of the domain. */
    public IpfixWriter withdrawAllTemplates() {
        return withdrawAll(TEMPLATE_SET);
    }

    /** Withdraws all options templates of the domain. */
    public IpfixWriter withdrawAllOptionsTemplates() {
        return withdrawAll(OPTIONS_TEMPLATE_SET);
    }

    /** Adds one data set with these records. */
    public IpfixWriter data(TemplateDefinition template, RecordWriter... records) {
        sets.openData(template);
        for (RecordWriter writer : records) {
            record(template, writer);
        }
        sets.close();
        return this;
    }

    /**
     * Adds a record to the data set being written if that has the same template, or else to a new.
     *
     * @throws IllegalStateException if the writer writes another length than the template says
     */
    public IpfixWriter record(TemplateDefinition template, RecordWriter writer) {
        sets.record(template, writer);
        nextSequence++;
        return this;
    }

    /** Adds a set of any id with any length in its header; no padding, nothing counted. */
    public IpfixWriter rawSet(int id, int statedLength, byte... content) {
        sets.rawSet(id, statedLength, content);
        return this;
    }

    /** Adds bytes after the sets. */
    public IpfixWriter raw(byte... content) {
        sets.close();
        buffer.bytes(content);
        return this;
    }

    /** Writes this length to the header instead of the true one. */
    public IpfixWriter statedLength(int length) {
        statedLength = length;
        return this;
    }

    /** The most bytes that the message has after one more record (of empty variable values). */
    public int lengthWith(TemplateDefinition template) {
        return sets.lengthWith(template);
    }

    /** Completes the message; more can still be added. */
    public WireBuffer finish() {
        sets.close();
        buffer.setUint16(LENGTH_AT, statedLength == 0 ? buffer.length() : statedLength);
        return buffer;
    }

    /** Completes the message and copies it. */
    public byte[] toBytes() {
        return finish().toBytes();
    }

    private IpfixWriter withdrawAll(int set) {
        sets.open(set, TEMPLATE_HEADER_LENGTH);
        buffer.uint16(set).uint16(0);
        sets.close();
        return this;
    }

    private void openTemplateSet(boolean options) {
        int set = options ? OPTIONS_TEMPLATE_SET : TEMPLATE_SET;
        if (!sets.isOpen(set)) {
            sets.open(set, options ? OPTIONS_TEMPLATE_HEADER_LENGTH : TEMPLATE_HEADER_LENGTH);
        }
    }
}
