package io.weir.codec.template;

import static io.weir.codec.BigEndian.unsigned16;
import static io.weir.codec.BigEndian.unsigned8;

import io.weir.codec.Malformation;
import io.weir.codec.MalformedDatagramException;

/**
 * Walks the groups of records, each of one template, of a subTemplateList, which has one group, or
 * a subTemplateMultiList (RFC 6313 §4.5.2 and §4.5.3).
 *
 * <pre>
 * | semantic (1) | template (2) | records
 * | semantic (1) | { template (2) | length with these 4 bytes (2) | records } ...
 * </pre>
 *
 * Not thread-safe.
 */
public final class TemplateListCursor {

    /** How deep lists may lie in lists: a list in a record is at depth 1. */
    public static final int MAX_DEPTH = 8;

    private static final int SEMANTIC_LENGTH = 1;
    private static final int TEMPLATE_ID_LENGTH = 2;
    private static final int GROUP_HEADER_LENGTH = 4;

    private byte[] bytes = {};
    private boolean multi;
    private ListSemantic semantic = ListSemantic.UNDEFINED;
    private int template;
    private int from;
    private int end;
    private int to;

    /**
     * Starts before the only group of a subTemplateList.
     *
     * @param from the first byte of the list
     * @param length its bytes, within {@code bytes}
     * @throws MalformedDatagramException if the header does not fit
     */
    public void beginList(byte[] bytes, int from, int length) throws MalformedDatagramException {
        begin(bytes, from, length, SEMANTIC_LENGTH + TEMPLATE_ID_LENGTH);
        multi = false;
    }

    /** Starts before the first group of a subTemplateMultiList; otherwise as {@link #beginList}. */
    public void beginMultiList(byte[] bytes, int from, int length)
            throws MalformedDatagramException {
        begin(bytes, from, length, SEMANTIC_LENGTH);
        multi = true;
    }

    private void begin(byte[] bytes, int from, int length, int header)
            throws MalformedDatagramException {
        requireWithin(from + header, from + length, from);
        this.bytes = bytes;
        semantic = ListSemantic.ofCode(unsigned8(bytes, from));
        end = from + SEMANTIC_LENGTH;
        to = from + length;
    }

    /**
     * Goes to the next group.
     *
     * @return whether there is one
     * @throws MalformedDatagramException if it does not end within the list; there is none after it
     */
    public boolean next() throws MalformedDatagramException {
        if (end >= to) {
            return false;
        }
        int group = end;
        end = to;
        if (multi) {
            requireWithin(group + GROUP_HEADER_LENGTH, to, group);
            int length = unsigned16(bytes, group + TEMPLATE_ID_LENGTH);
            if (length < GROUP_HEADER_LENGTH) {
                throw new MalformedDatagramException(Malformation.INVALID_LIST, group);
            }
            requireWithin(group + length, to, group);
            end = group + length;
        }
        template = unsigned16(bytes, group);
        from = group + (multi ? GROUP_HEADER_LENGTH : TEMPLATE_ID_LENGTH);
        return true;
    }

    public ListSemantic semantic() {
        return semantic;
    }

    /** The id of the template of this group's records. */
    public int template() {
        return template;
    }

    /** The first byte of this group's records. */
    public int from() {
        return from;
    }

    /** The first byte after this group's records. */
    public int to() {
        return end;
    }

    private static void requireWithin(int end, int to, int offset)
            throws MalformedDatagramException {
        if (end > to) {
            throw new MalformedDatagramException(Malformation.INVALID_LIST, offset);
        }
    }
}
