package io.weir.codec.template;

import static io.weir.codec.BigEndian.unsigned16;
import static io.weir.codec.BigEndian.unsigned32;
import static io.weir.codec.BigEndian.unsigned8;

import io.weir.codec.Malformation;
import io.weir.codec.MalformedDatagramException;

/**
 * Walks the values of a basicList (RFC 6313 §4.5.1).
 *
 * <pre>
 * | semantic (1) | E | element (15 bits) | element length (2) | [ enterprise (4) ] | values
 * </pre>
 *
 * A value of variable length has its length before it, as in a record. Not thread-safe.
 */
public final class BasicListCursor {

    private static final int HEADER_LENGTH = 5;
    private static final int ENTERPRISE_LENGTH = 4;
    private static final int ENTERPRISE_BIT = 0x8000;

    /** Values are walked as records of one field. */
    private final int[] elementLength = new int[1];

    private final int[][] start = new int[1][1];
    private final int[][] variableLength = new int[1][1];

    private byte[] bytes = {};
    private ListSemantic semantic = ListSemantic.UNDEFINED;
    private int element;
    private long enterprise;
    private int next;
    private int to;

    /**
     * Reads the header; the first value is the next.
     *
     * @param from the first byte of the list
     * @param length its bytes, within {@code bytes}
     * @throws MalformedDatagramException if the header does not fit, or values of no bytes are said
     *     to fill the list
     */
    public void begin(byte[] bytes, int from, int length) throws MalformedDatagramException {
        requireAtLeast(HEADER_LENGTH, length, from);
        int specifier = unsigned16(bytes, from + 1);
        boolean hasEnterprise = (specifier & ENTERPRISE_BIT) != 0;
        int header = HEADER_LENGTH + (hasEnterprise ? ENTERPRISE_LENGTH : 0);
        requireAtLeast(header, length, from);
        this.bytes = bytes;
        semantic = ListSemantic.ofCode(unsigned8(bytes, from));
        element = specifier & ~ENTERPRISE_BIT;
        enterprise = hasEnterprise ? unsigned32(bytes, from + HEADER_LENGTH) : 0;
        elementLength[0] = unsigned16(bytes, from + 3);
        next = from + header;
        to = from + length;
        if (elementLength[0] == 0 && next < to) {
            throw new MalformedDatagramException(Malformation.INVALID_LIST, from);
        }
    }

    /**
     * Goes to the next value.
     *
     * @return whether there is one
     * @throws MalformedDatagramException if it does not end within the list; there is none after it
     */
    public boolean next() throws MalformedDatagramException {
        if (next >= to) {
            return false;
        }
        int value = next;
        next = to;
        try {
            next = RecordLayout.locate(elementLength, bytes, value, to, start, variableLength, 0);
        } catch (MalformedDatagramException e) {
            throw new MalformedDatagramException(Malformation.INVALID_LIST, e.offset());
        }
        return true;
    }

    public ListSemantic semantic() {
        return semantic;
    }

    /** The information element that all values are of. */
    public int element() {
        return element;
    }

    /** The private enterprise number of the element, 0 for IANA. */
    public long enterprise() {
        return enterprise;
    }

    /** The first byte of this value. */
    public int offset() {
        return start[0][0];
    }

    /** The bytes of this value. */
    public int length() {
        return elementLength[0] == TemplateField.VARIABLE_LENGTH
                ? variableLength[0][0]
                : elementLength[0];
    }

    private static void requireAtLeast(int needed, int length, int list)
            throws MalformedDatagramException {
        if (length < needed) {
            throw new MalformedDatagramException(Malformation.INVALID_LIST, list);
        }
    }
}
