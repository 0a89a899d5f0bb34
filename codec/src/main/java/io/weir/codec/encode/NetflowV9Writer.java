package io.weir.codec.encode;

import java.util.List;

/**
 * Writes NetFlow v9 datagrams (RFC 3954 §5) of one source id.
 *
 * <pre>
 *  0                   1                   2                   3
 * +-------------------------------+-------------------------------+
 * |       Version Number (9)      |  Count: records, templates    |
 * +-------------------------------+-------------------------------+
 * |                    sysUpTime (milliseconds)                   |
 * +---------------------------------------------------------------+
 * |                         UNIX Seconds                          |
 * +---------------------------------------------------------------+
 * |        Sequence Number: datagrams sent before this one        |
 * +---------------------------------------------------------------+
 * |                           Source ID                           |
 * +---------------------------------------------------------------+
 * </pre>
 *
 * <p>Not thread-safe. The bytes of a datagram are valid until the next {@link #begin}.
 */
public final class NetflowV9Writer {

    public static final int HEADER_LENGTH = 20;

    private static final int VERSION = 9;
    private static final int COUNT_AT = 2;
    private static final int UPTIME_AT = 4;
    private static final int EXPORT_SECONDS_AT = 8;
    private static final int TEMPLATE_SET = 0;
    private static final int OPTIONS_TEMPLATE_SET = 1;
    private static final int TEMPLATE_HEADER_LENGTH = 4;
    private static final int OPTIONS_TEMPLATE_HEADER_LENGTH = 6;
    private static final int SPECIFIER_LENGTH = 4;
    private static final int AS_COUNTED = -1;

    private final WireBuffer buffer = new WireBuffer();
    private final SetWriter sets = new SetWriter(buffer);
    private final long sourceId;
    private long nextSequence;
    private int count;
    private int statedCount;

    /**
     * @param sourceId the observation domain, 32 bits unsigned
     */
    public NetflowV9Writer(long sourceId) {
        this.sourceId = sourceId;
    }

    /** Sets the sequence number of the next datagram, as after a restart or a loss. */
    public NetflowV9Writer nextSequence(long sequence) {
        nextSequence = sequence;
        return this;
    }

    /** Starts a datagram; the one before is gone. */
    public NetflowV9Writer begin(long exportSeconds, long uptimeMillis) {
        buffer.clear();
        sets.reset();
        count = 0;
        statedCount = AS_COUNTED;
        buffer.uint16(VERSION).uint16(0).uint32(uptimeMillis).uint32(exportSeconds);
        buffer.uint32(nextSequence++).uint32(sourceId);
        return this;
    }

    /** Sets the export time anew, for a datagram that took a while to fill. */
    public NetflowV9Writer exportTime(long exportSeconds, long uptimeMillis) {
        buffer.setUint32(UPTIME_AT, uptimeMillis);
        buffer.setUint32(EXPORT_SECONDS_AT, exportSeconds);
        return this;
    }

    /**
     * Adds a template or options template, to the open set of its kind or to a new one. The scope
     * fields of an options template are scope types (RFC 3954 §6.1): 1 System, 2 Interface…
     *
     * @throws IllegalArgumentException if a field has an enterprise number, which NetFlow v9 lacks
     */
    public NetflowV9Writer template(TemplateDefinition template) {
        List<TemplateField> fields = template.fields();
        if (fields.stream().anyMatch(field -> field.pen() != 0)) {
            throw new IllegalArgumentException(
                    "Template "
                            + template.id()
                            + " has an enterprise element, and NetFlow v9 has none.");
        }
        boolean options = template.isOptions();
        int set = options ? OPTIONS_TEMPLATE_SET : TEMPLATE_SET;
        if (!sets.isOpen(set)) {
            sets.open(set, options ? OPTIONS_TEMPLATE_HEADER_LENGTH : TEMPLATE_HEADER_LENGTH);
        }
        buffer.uint16(template.id());
        if (options) {
            int scopeLength = SPECIFIER_LENGTH * template.scopeCount();
            int allLength = SPECIFIER_LENGTH * fields.size();
            buffer.uint16(scopeLength).uint16(allLength - scopeLength);
        } else {
            buffer.uint16(fields.size());
        }
        fields.forEach(field -> buffer.uint16(field.elementId()).uint16(field.length()));
        count++;
        return this;
    }

    /** Adds one data set with these records. */
    public NetflowV9Writer data(TemplateDefinition template, RecordWriter... records) {
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
    public NetflowV9Writer record(TemplateDefinition template, RecordWriter writer) {
        sets.record(template, writer);
        count++;
        return this;
    }

    /** Adds a set of any id with any length in its header; no padding, nothing counted. */
    public NetflowV9Writer rawSet(int id, int statedLength, byte... content) {
        sets.rawSet(id, statedLength, content);
        return this;
    }

    /** Adds bytes after the sets. */
    public NetflowV9Writer raw(byte... content) {
        sets.close();
        buffer.bytes(content);
        return this;
    }

    /** Writes this count to the header instead of the true one. */
    public NetflowV9Writer statedCount(int count) {
        statedCount = count;
        return this;
    }

    /** The most bytes that the datagram has after one more record (of empty variable values). */
    public int lengthWith(TemplateDefinition template) {
        return sets.lengthWith(template);
    }

    /** Completes the datagram; more can still be added. */
    public WireBuffer finish() {
        sets.close();
        buffer.setUint16(COUNT_AT, statedCount == AS_COUNTED ? count : statedCount);
        return buffer;
    }

    /** Completes the datagram and copies it. */
    public byte[] toBytes() {
        return finish().toBytes();
    }
}
