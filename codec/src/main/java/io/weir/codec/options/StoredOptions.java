package io.weir.codec.options;

import io.weir.codec.MalformedDatagramException;
import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.store.StoredFormat;
import io.weir.codec.template.RecordCursor;
import io.weir.codec.template.Template;
import io.weir.codec.template.TemplateField;
import io.weir.codec.template.TemplateFormat;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Options records in state: with their template, and as received but for values of variable length
 * over {@value #LONGEST_VALUE} octets, which are cut. So what a later version reads in them, it
 * finds there.
 *
 * <pre>
 * | version (1) = 1 | revision (8) | protocol (1) | domain (4) | length of the template record (2) |
 * | template record, in the format of the protocol | record |
 * </pre>
 *
 * <p>Of two records that contradict each other the one with the higher revision was received later.
 */
final class StoredOptions {

    static final byte VERSION = 1;

    /** Longer than any name of an interface, application or VRF (RFC 2863, RFC 6759). */
    static final int LONGEST_VALUE = 512;

    /** The most octets of a record with its template. The longest seen in the field has 300. */
    static final int LONGEST = 4_096;

    private static final int REVISION_AT = 1;
    private static final int CONTENT_AT = 9;
    private static final int HEADER_LENGTH = 16;
    static final StoredFormat FORMAT =
            new StoredFormat("A stored options record", VERSION, HEADER_LENGTH);
    private static final int ENTERPRISE_BIT = 0x8000;
    private static final int LONG_LENGTH = 255;

    /**
     * What is stored, read back.
     *
     * @param domain of the message that the record came in
     * @param recordAt where in the bytes the record begins, which ends with them
     */
    record Content(ExportProtocol protocol, long domain, Template template, int recordAt) {}

    private final ByteBuffer scratch = ByteBuffer.allocate(LONGEST);

    /** The template record of an options template, as {@link TemplateFormat#parse} reads it. */
    static byte[] templateRecord(Template template, TemplateFormat format) {
        int fields = template.fields().size();
        ByteBuffer buffer = ByteBuffer.allocate(6 + 8 * fields);
        buffer.putShort((short) template.id());
        if (format == TemplateFormat.IPFIX) {
            buffer.putShort((short) fields).putShort((short) template.scopeFields());
        } else {
            buffer.putShort((short) (4 * template.scopeFields()));
            buffer.putShort((short) (4 * (fields - template.scopeFields())));
        }
        for (TemplateField field : template.fields()) {
            boolean enterprise = field.enterprise() != 0;
            buffer.putShort((short) (field.element() | (enterprise ? ENTERPRISE_BIT : 0)));
            buffer.putShort((short) field.length());
            if (enterprise) {
                buffer.putInt((int) field.enterprise());
            }
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    /**
     * Lays out the record at which the cursor is, for {@link #sameAs} and {@link #toBytes}.
     *
     * @return false if it is longer than {@link #LONGEST}
     */
    boolean begin(ExportProtocol protocol, long domain, OptionsPlan plan) {
        RecordCursor record = plan.cursor();
        byte[] template = plan.templateRecord();
        scratch.clear();
        if (HEADER_LENGTH + template.length > LONGEST) {
            return false;
        }
        scratch.put(VERSION).putLong(0);
        scratch.put((byte) protocol.code()).putInt((int) domain);
        scratch.putShort((short) template.length).put(template);
        List<TemplateField> fields = plan.template().fields();
        for (int i = 0; i < fields.size(); i++) {
            if (!append(record, i, fields.get(i).isVariableLength())) {
                return false;
            }
        }
        return true;
    }

    private boolean append(RecordCursor record, int field, boolean variable) {
        int length = record.length(field);
        if (variable) {
            length = Math.min(length, LONGEST_VALUE);
            if (scratch.remaining() < 3) {
                return false;
            }
            if (length < LONG_LENGTH) {
                scratch.put((byte) length);
            } else {
                scratch.put((byte) LONG_LENGTH).putShort((short) length);
            }
        }
        if (scratch.remaining() < length) {
            return false;
        }
        scratch.put(record.bytes(), record.offset(field), length);
        return true;
    }

    int length() {
        return scratch.position();
    }

    /** Whether what was laid out is what these bytes say, whatever their revision. */
    boolean sameAs(byte[] stored) {
        return Arrays.equals(
                stored,
                Math.min(CONTENT_AT, stored.length),
                stored.length,
                scratch.array(),
                CONTENT_AT,
                scratch.position());
    }

    byte[] toBytes(long revision) {
        scratch.putLong(REVISION_AT, revision);
        return Arrays.copyOf(scratch.array(), scratch.position());
    }

    static long revision(byte[] stored) {
        return ByteBuffer.wrap(stored).getLong(REVISION_AT);
    }

    /**
     * Reads what {@link #toBytes} made.
     *
     * @throws IllegalStateException if a newer version wrote it, or something else did
     */
    static Content read(byte[] stored) {
        FORMAT.check(stored);
        ByteBuffer buffer = ByteBuffer.wrap(stored, CONTENT_AT, stored.length - CONTENT_AT);
        ExportProtocol protocol = ExportProtocol.ofCode(buffer.get() & 0xff);
        long domain = buffer.getInt() & 0xffff_ffffL;
        int record = HEADER_LENGTH + (buffer.getShort() & 0xffff);
        if (record > stored.length) {
            throw FORMAT.damaged("its template ends behind it");
        }
        try {
            Template template =
                    TemplateFormat.of(protocol).parse(stored, HEADER_LENGTH, record, true);
            return new Content(protocol, domain, template, record);
        } catch (MalformedDatagramException e) {
            throw FORMAT.damaged("its template is malformed: " + e.getMessage());
        }
    }
}
