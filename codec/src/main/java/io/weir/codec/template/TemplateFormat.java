package io.weir.codec.template;

import static io.weir.codec.BigEndian.unsigned16;
import static io.weir.codec.BigEndian.unsigned32;

import io.weir.codec.Malformation;
import io.weir.codec.MalformedDatagramException;
import io.weir.codec.flow.ExportProtocol;
import java.util.ArrayList;
import java.util.List;

/** How a protocol lays out template and options template records. */
public enum TemplateFormat {
    /**
     * RFC 3954 §5.2 and §6.1.
     *
     * <pre>
     * | template id | field count   | { field type | field length } ...
     * | template id | scope length | option length | { scope type | length } ... { field type | length } ...
     * </pre>
     *
     * The scope and option lengths are in bytes.
     */
    NETFLOW_V9(0, 1, 0) {
        @Override
        int scopeFields(byte[] bytes, int record) {
            return unsigned16(bytes, record + 2) / 4;
        }

        @Override
        int optionsFields(byte[] bytes, int record) {
            return scopeFields(bytes, record) + unsigned16(bytes, record + 4) / 4;
        }

        @Override
        boolean hasEnterprise(byte[] bytes, int field) {
            return false;
        }
    },

    /**
     * RFC 7011 §3.4.1 and §3.4.2.2. The highest bit of an element says that an enterprise number
     * follows.
     *
     * <pre>
     * | template id | field count | { element | length [ | enterprise ] } ...
     * | template id | field count | scope field count | { element | length [ | enterprise ] } ...
     * </pre>
     */
    IPFIX(2, 3, 1) {
        @Override
        int scopeFields(byte[] bytes, int record) {
            return unsigned16(bytes, record + 4);
        }

        @Override
        int optionsFields(byte[] bytes, int record) {
            return unsigned16(bytes, record + 2);
        }

        @Override
        boolean hasEnterprise(byte[] bytes, int field) {
            return (bytes[field] & 0x80) != 0;
        }
    };

    /** The smallest id of a template, and so of a data set. */
    public static final int FIRST_TEMPLATE_ID = 256;

    /**
     * The most fields that a template may have. The widest templates seen in the field have about
     * 100; the bound keeps one datagram from making a plan of 16,000 steps.
     */
    public static final int MAX_FIELDS = 2_048;

    private static final int HEADER_LENGTH = 4;
    private static final int OPTIONS_HEADER_LENGTH = 6;

    private final int templateSetId;
    private final int optionsTemplateSetId;
    private final int leastScopeFields;

    TemplateFormat(int templateSetId, int optionsTemplateSetId, int leastScopeFields) {
        this.templateSetId = templateSetId;
        this.optionsTemplateSetId = optionsTemplateSetId;
        this.leastScopeFields = leastScopeFields;
    }

    /** The format of a protocol that has templates: NetFlow v9 or IPFIX. */
    public static TemplateFormat of(ExportProtocol protocol) {
        return protocol == ExportProtocol.IPFIX ? IPFIX : NETFLOW_V9;
    }

    /** The id of the sets that hold templates. */
    public int templateSetId() {
        return templateSetId;
    }

    /** The id of the sets that hold options templates. */
    public int optionsTemplateSetId() {
        return optionsTemplateSetId;
    }

    /**
     * Parses the template record that starts at {@code from}.
     *
     * @param to the end of the set
     * @throws MalformedDatagramException if it does not end before {@code to}, has an id below 256,
     *     more than {@link #MAX_FIELDS} fields or a record length of 0
     */
    public Template parse(byte[] bytes, int from, int to, boolean options)
            throws MalformedDatagramException {
        return options ? parseOptions(bytes, from, to) : parseData(bytes, from, to);
    }

    /** The bytes of the record, as parsed by {@link #parse}, from its id to its last field. */
    public int recordLength(byte[] bytes, int from, boolean options, int fields) {
        int at = from + (options ? OPTIONS_HEADER_LENGTH : HEADER_LENGTH);
        for (int i = 0; i < fields; i++) {
            at += fieldLength(bytes, at);
        }
        return at - from;
    }

    private Template parseData(byte[] bytes, int from, int to) throws MalformedDatagramException {
        requireWithin(from + HEADER_LENGTH, from, to);
        int fields = unsigned16(bytes, from + 2);
        return new Template(
                templateId(bytes, from),
                false,
                0,
                fields(bytes, from, from + HEADER_LENGTH, to, fields));
    }

    private Template parseOptions(byte[] bytes, int from, int to)
            throws MalformedDatagramException {
        requireWithin(from + OPTIONS_HEADER_LENGTH, from, to);
        int scopeFields = scopeFields(bytes, from);
        int fields = optionsFields(bytes, from);
        if (scopeFields < leastScopeFields || scopeFields > fields) {
            throw new MalformedDatagramException(Malformation.INVALID_TEMPLATE, from);
        }
        return new Template(
                templateId(bytes, from),
                true,
                scopeFields,
                fields(bytes, from, from + OPTIONS_HEADER_LENGTH, to, fields));
    }

    abstract int scopeFields(byte[] bytes, int record);

    /** All fields of an options template, the scope fields among them. */
    abstract int optionsFields(byte[] bytes, int record);

    abstract boolean hasEnterprise(byte[] bytes, int field);

    private List<TemplateField> fields(byte[] bytes, int record, int from, int to, int count)
            throws MalformedDatagramException {
        if (count > MAX_FIELDS) {
            throw new MalformedDatagramException(Malformation.INVALID_TEMPLATE, record);
        }
        List<TemplateField> fields = new ArrayList<>(Math.min(count, (to - from) / 4));
        int at = from;
        boolean empty = true;
        for (int i = 0; i < count; i++) {
            requireWithin(at + 4, record, to);
            requireWithin(at + fieldLength(bytes, at), record, to);
            boolean enterprise = hasEnterprise(bytes, at);
            int element = unsigned16(bytes, at) & (enterprise ? 0x7fff : 0xffff);
            int length = unsigned16(bytes, at + 2);
            fields.add(
                    new TemplateField(enterprise ? unsigned32(bytes, at + 4) : 0, element, length));
            empty &= length == 0;
            at += fieldLength(bytes, at);
        }
        if (empty) {
            throw new MalformedDatagramException(Malformation.INVALID_TEMPLATE, record);
        }
        return fields;
    }

    private int fieldLength(byte[] bytes, int field) {
        return hasEnterprise(bytes, field) ? 8 : 4;
    }

    private static int templateId(byte[] bytes, int record) throws MalformedDatagramException {
        int id = unsigned16(bytes, record);
        if (id < FIRST_TEMPLATE_ID) {
            throw new MalformedDatagramException(Malformation.INVALID_TEMPLATE, record);
        }
        return id;
    }

    private static void requireWithin(int end, int record, int to)
            throws MalformedDatagramException {
        if (end > to) {
            throw new MalformedDatagramException(Malformation.TEMPLATE_BEYOND_SET, record);
        }
    }
}
