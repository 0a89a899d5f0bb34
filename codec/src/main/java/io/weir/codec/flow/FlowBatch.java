package io.weir.codec.flow;

import io.weir.codec.IpAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The flows of one datagram, in columns, with what the datagram's header says of all of them.
 *
 * <p>A batch is a reusable container: {@link #clear} empties it and keeps its arrays, so that
 * decoding allocates nothing once the arrays have grown to the largest datagram. Whoever receives a
 * batch may read it until the call returns, and must copy what it wants to keep.
 *
 * <p>A value is meaningful only where {@link #has} says that the field is present.
 *
 * <p>Not thread-safe.
 */
public final class FlowBatch {

    /** The number of 64-bit words that say which fields a flow has. */
    public static final int PRESENCE_WORDS = (FlowField.COUNT + 63) >>> 6;

    private static final int INITIAL_CAPACITY = 32;
    private static final long[] NO_FIELDS = new long[PRESENCE_WORDS];
    private static final byte[] NO_PAYLOAD = {};
    private static final FlowField[] FIELDS = FlowField.values();

    private ExportProtocol protocol = ExportProtocol.NETFLOW_V5;
    private long exporterHigh;
    private long exporterLow;
    private int exporterPort;
    private long domain;
    private long sequence;
    private long exportMillis;
    private long receivedMillis;
    private long clockSkewMillis;
    private byte[] payload = {};
    private byte[] appended = {};
    private int appendedLength;

    private int size;
    private int capacity = INITIAL_CAPACITY;
    private final long[][] columns = new long[FlowField.COUNT][];
    private final long[][] highColumns = new long[FlowField.COUNT][];
    private final long[][] presence = new long[PRESENCE_WORDS][INITIAL_CAPACITY];

    /** Takes the address of the exporter, the source port and the time of receipt. */
    public void setOrigin(
            long exporterHigh, long exporterLow, int exporterPort, long receivedMillis) {
        this.exporterHigh = exporterHigh;
        this.exporterLow = exporterLow;
        this.exporterPort = exporterPort;
        this.receivedMillis = receivedMillis;
    }

    /**
     * Takes what the header of the datagram says.
     *
     * @param domain NetFlow v9 source id, IPFIX observation domain, sFlow sub-agent, or NetFlow v5
     *     engine type * 256 + engine id; 32 bits unsigned
     * @param sequence the sequence number as sent, 32 bits unsigned
     * @param exportMillis export time, Unix milliseconds
     */
    public void setHeader(ExportProtocol protocol, long domain, long sequence, long exportMillis) {
        this.protocol = protocol;
        this.domain = domain;
        this.sequence = sequence;
        this.exportMillis = exportMillis;
    }

    /**
     * Takes how far the exporter's clock seems to be off.
     *
     * @param clockSkewMillis its time minus ours; 0 if not known
     */
    public void setClockSkew(long clockSkewMillis) {
        this.clockSkewMillis = clockSkewMillis;
    }

    /**
     * Takes the datagram that slices point into, and forgets text that was appended. The batch
     * keeps the array, not a copy.
     */
    public void setPayload(byte[] payload) {
        this.payload = payload;
        appendedLength = 0;
    }

    /**
     * Adds bytes that are not in the datagram, for flows to point at.
     *
     * @return the slice, for a column of shape {@link FlowField.Shape#BYTES}
     */
    public long append(byte[] text) {
        return append(text, text.length);
    }

    /** Adds the first {@code length} bytes of an array, as {@link #append(byte[])} does. */
    public long append(byte[] text, int length) {
        return append(text, 0, length);
    }

    private long append(byte[] text, int offset, int length) {
        if (appended.length - appendedLength < length) {
            int needed = Math.addExact(appendedLength, length);
            appended = Arrays.copyOf(appended, Math.max(needed, 2 * appended.length));
        }
        System.arraycopy(text, offset, appended, appendedLength, length);
        long slice = slice(payload.length + appendedLength, length);
        appendedLength += length;
        return slice;
    }

    /** Forgets all flows; arrays and header stay. */
    public void clear() {
        size = 0;
    }

    /**
     * Adds {@code rows} flows without any field.
     *
     * @return the row of the first of them
     */
    public int append(int rows) {
        return append(rows, NO_FIELDS);
    }

    /**
     * Adds {@code rows} flows that have the same fields; their values are to be written.
     *
     * @param present {@link #PRESENCE_WORDS} words as in {@link #presence}
     * @return the row of the first of them
     */
    public int append(int rows, long[] present) {
        int first = size;
        ensureCapacity(first + rows);
        for (int word = 0; word < PRESENCE_WORDS; word++) {
            Arrays.fill(presence[word], first, first + rows, present[word]);
        }
        size = first + rows;
        return first;
    }

    /** Drops the flows from row {@code newSize} on. */
    public void truncate(int newSize) {
        if (newSize < 0 || newSize > size) {
            throw new IndexOutOfBoundsException(newSize);
        }
        size = newSize;
    }

    /**
     * Keeps some of the flows, in their order, and drops the others.
     *
     * @param rows to be kept, each larger than the one before
     * @param count how many rows there are in the array
     */
    public void retain(int[] rows, int count) {
        for (int word = 0; word < PRESENCE_WORDS; word++) {
            long used = 0;
            for (int i = 0; i < count; i++) {
                used |= presence[word][rows[i]];
                presence[word][i] = presence[word][rows[i]];
            }
            for (; used != 0; used &= used - 1) {
                int index = word * Long.SIZE + Long.numberOfTrailingZeros(used);
                moveUp(columns[index], rows, count);
                if (highColumns[index] != null) {
                    moveUp(highColumns[index], rows, count);
                }
            }
        }
        truncate(count);
    }

    private static void moveUp(long[] column, int[] rows, int count) {
        for (int i = 0; i < count; i++) {
            column[i] = column[rows[i]];
        }
    }

    /**
     * Takes the header of another batch and some of its flows, in the place of all that is here. Of
     * the datagram only that comes along which these flows point at.
     *
     * @param rows of the other batch, in the order that they will have here
     * @param count how many rows there are in the array
     */
    public void take(FlowBatch from, int[] rows, int count) {
        setOrigin(from.exporterHigh, from.exporterLow, from.exporterPort, from.receivedMillis);
        setHeader(from.protocol, from.domain, from.sequence, from.exportMillis);
        setClockSkew(from.clockSkewMillis);
        setPayload(NO_PAYLOAD);
        clear();
        append(count);
        for (int word = 0; word < PRESENCE_WORDS; word++) {
            long used = 0;
            for (int i = 0; i < count; i++) {
                presence[word][i] = from.presence[word][rows[i]];
                used |= presence[word][i];
            }
            for (; used != 0; used &= used - 1) {
                int index = word * Long.SIZE + Long.numberOfTrailingZeros(used);
                take(FIELDS[index], from, rows, count);
            }
        }
    }

    private void take(FlowField field, FlowBatch from, int[] rows, int count) {
        gather(from.column(field), rows, count, column(field));
        switch (field.shape()) {
            case NUMBER -> {}
            case ADDRESS -> gather(from.highColumn(field), rows, count, highColumn(field));
            case BYTES -> {
                for (int i = 0; i < count; i++) {
                    if (has(field, i)) {
                        column(field)[i] = appendSlice(from, from.get(field, rows[i]));
                    }
                }
            }
        }
    }

    private static void gather(long[] from, int[] rows, int count, long[] to) {
        for (int i = 0; i < count; i++) {
            to[i] = from[rows[i]];
        }
    }

    private long appendSlice(FlowBatch from, long slice) {
        int offset = (int) (slice >>> 32);
        int length = (int) slice;
        return offset < from.payload.length
                ? append(from.payload, offset, length)
                : append(from.appended, offset - from.payload.length, length);
    }

    /**
     * The values of a field by row, to read or to write; of an address, the low halves. Valid until
     * the next {@link #append}.
     */
    public long[] column(FlowField field) {
        long[] column = columns[field.index()];
        if (column == null) {
            column = new long[capacity];
            columns[field.index()] = column;
        }
        return column;
    }

    /** The high halves of an address field by row. Valid until the next {@link #append}. */
    public long[] highColumn(FlowField field) {
        long[] column = highColumns[field.index()];
        if (column == null) {
            column = new long[capacity];
            highColumns[field.index()] = column;
        }
        return column;
    }

    /** Says that the rows {@code from} (inclusive) to {@code to} (exclusive) have the field. */
    public void markPresent(FlowField field, int from, int to) {
        long[] words = presence[field.index() >>> 6];
        long bit = 1L << field.index();
        for (int row = from; row < to; row++) {
            words[row] |= bit;
        }
    }

    /** Says that the row has the field. */
    public void markPresent(FlowField field, int row) {
        presence[field.index() >>> 6][row] |= 1L << field.index();
    }

    /** Says that the row has the field no longer. */
    public void markAbsent(FlowField field, int row) {
        presence[field.index() >>> 6][row] &= ~(1L << field.index());
    }

    /** Sets a number and marks it present. */
    public void set(FlowField field, int row, long value) {
        column(field)[row] = value;
        markPresent(field, row);
    }

    /** Sets an address and marks it present. */
    public void setAddress(FlowField field, int row, long high, long low) {
        highColumn(field)[row] = high;
        column(field)[row] = low;
        markPresent(field, row);
    }

    /** Sets a field of shape {@link FlowField.Shape#BYTES} to a slice of the payload. */
    public void setSlice(FlowField field, int row, int offset, int length) {
        set(field, row, slice(offset, length));
    }

    /** The value of a column of shape {@link FlowField.Shape#BYTES}. */
    public static long slice(int offset, int length) {
        return (long) offset << 32 | length;
    }

    /** Where the slice starts that a row has: in the payload, or behind it in what was appended. */
    public int sliceOffset(FlowField field, int row) {
        return (int) (get(field, row) >>> 32);
    }

    /** The bytes of the slice that a row has. */
    public int sliceLength(FlowField field, int row) {
        return (int) get(field, row);
    }

    /**
     * The text in this row without trailing NULs and blanks, or null where it has none. What is not
     * UTF-8 is replaced. Allocates: not for the hot path.
     */
    public String text(FlowField field, int row) {
        if (!has(field, row)) {
            return null;
        }
        byte[] bytes = bytes(field, row);
        int end = bytes.length;
        while (end > 0 && (bytes[end - 1] == 0 || bytes[end - 1] == ' ')) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    /** A copy of the bytes that a row has. Allocates: not for the hot path. */
    public byte[] bytes(FlowField field, int row) {
        int offset = sliceOffset(field, row);
        byte[] bytes = payload;
        if (offset >= payload.length) {
            offset -= payload.length;
            bytes = appended;
        }
        return Arrays.copyOfRange(bytes, offset, offset + sliceLength(field, row));
    }

    /** The datagram; not to be changed. */
    public byte[] payload() {
        return payload;
    }

    /** The bytes appended to the datagram, in the first {@link #appendedLength} of the array. */
    public byte[] appended() {
        return appended;
    }

    /** The number of bytes appended. */
    public int appendedLength() {
        return appendedLength;
    }

    /** The number of flows. */
    public int size() {
        return size;
    }

    /** Whether the flow in this row has the field. */
    public boolean has(FlowField field, int row) {
        return (presence[field.index() >>> 6][row] & 1L << field.index()) != 0;
    }

    /**
     * Bits by row that say which fields the flow has: field {@code i} is bit {@code i % 64} of word
     * {@code i / 64}. To read or to write; valid until the next {@link #append}.
     *
     * @param word 0 to {@link #PRESENCE_WORDS} - 1
     */
    public long[] presence(int word) {
        return presence[word];
    }

    /** The value of a field that the row has; of an address, the low half. */
    public long get(FlowField field, int row) {
        return columns[field.index()][row];
    }

    /** The value of a field, or {@code absent} where the row does not have it. */
    public long getOr(FlowField field, int row, long absent) {
        return has(field, row) ? columns[field.index()][row] : absent;
    }

    /** The high half of an address that the row has. */
    public long getHigh(FlowField field, int row) {
        return highColumns[field.index()][row];
    }

    /** The address in this row, or null where it has none. Allocates: not for the hot path. */
    public IpAddress address(FlowField field, int row) {
        return has(field, row) ? new IpAddress(getHigh(field, row), get(field, row)) : null;
    }

    public ExportProtocol protocol() {
        return protocol;
    }

    public long exporterHigh() {
        return exporterHigh;
    }

    public long exporterLow() {
        return exporterLow;
    }

    /** The address of the exporter. Allocates: not for the hot path. */
    public IpAddress exporter() {
        return new IpAddress(exporterHigh, exporterLow);
    }

    public int exporterPort() {
        return exporterPort;
    }

    public long domain() {
        return domain;
    }

    public long sequence() {
        return sequence;
    }

    public long exportMillis() {
        return exportMillis;
    }

    public long receivedMillis() {
        return receivedMillis;
    }

    /** The exporter's time minus ours, as far as it is known; 0 if it is not. */
    public long clockSkewMillis() {
        return clockSkewMillis;
    }

    /** A copy that shares nothing with this batch. */
    public FlowBatch copy() {
        FlowBatch copy = new FlowBatch();
        copy.setOrigin(exporterHigh, exporterLow, exporterPort, receivedMillis);
        copy.setHeader(protocol, domain, sequence, exportMillis);
        copy.setClockSkew(clockSkewMillis);
        copy.setPayload(payload.clone());
        copy.appended = Arrays.copyOf(appended, appendedLength);
        copy.appendedLength = appendedLength;
        copy.append(size);
        for (FlowField field : FIELDS) {
            int index = field.index();
            if (columns[index] != null) {
                System.arraycopy(columns[index], 0, copy.column(field), 0, size);
            }
            if (highColumns[index] != null) {
                System.arraycopy(highColumns[index], 0, copy.highColumn(field), 0, size);
            }
        }
        for (int word = 0; word < PRESENCE_WORDS; word++) {
            System.arraycopy(presence[word], 0, copy.presence[word], 0, size);
        }
        return copy;
    }

    private void ensureCapacity(int rows) {
        if (rows <= capacity) {
            return;
        }
        capacity = Math.max(rows, capacity * 2);
        grow(columns);
        grow(highColumns);
        grow(presence);
    }

    private void grow(long[][] arrays) {
        for (int i = 0; i < arrays.length; i++) {
            if (arrays[i] != null) {
                arrays[i] = Arrays.copyOf(arrays[i], capacity);
            }
        }
    }
}
