package io.weir.operators.conversations;

import io.weir.operators.traffic.VarLong;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The open conversations of a bucket, in rows of one flat array without holes, found by an index
 * with open addressing. A row is twenty longs:
 *
 * <pre>
 * | key (7) as that of records | due | bits | octets of the lower end, of the higher | packets of either
 * | records | start | end | start of its first record | opened | published | start of the evidence |
 * </pre>
 *
 * <p>{@code due} is when it is over, {@code opened} when its first record was received, {@code
 * published} when a document of it was made last, 0 if none was. The bits are those of records.
 */
final class ConversationTable {

    static final int DUE = 7;
    static final int BITS = 8;
    static final int LOWER_BYTES = 9;
    static final int HIGHER_BYTES = 10;
    static final int LOWER_PACKETS = 11;
    static final int HIGHER_PACKETS = 12;
    static final int RECORDS = 13;
    static final int START = 14;
    static final int END = 15;
    static final int FIRST_START = 16;
    static final int OPENED = 17;
    static final int PUBLISHED = 18;

    /** When the flow began of which it is known who the client is. */
    static final int EVIDENCE_START = 19;

    static final int STRIDE = 20;

    static final int NONE = -1;

    private static final int FIRST_ROWS = 8;

    private long[] rows = new long[FIRST_ROWS * STRIDE];

    /** The row plus 1 in each slot that is used. */
    private int[] index = new int[2 * FIRST_ROWS];

    private int size;

    int size() {
        return size;
    }

    long get(int row, int column) {
        return rows[row * STRIDE + column];
    }

    void set(int row, int column, long value) {
        rows[row * STRIDE + column] = value;
    }

    /** The row with a key; {@link #NONE} if there is none. */
    int find(long[] values, int at) {
        return index[slot(values, at)] - 1;
    }

    /** A new row with a key that is not there yet; all else in it is 0. */
    int add(long[] values, int at) {
        if (size * STRIDE == rows.length) {
            resize(2 * size);
        }
        int row = size++;
        int to = row * STRIDE;
        System.arraycopy(values, at, rows, to, RecordLayout.KEY_LENGTH);
        Arrays.fill(rows, to + RecordLayout.KEY_LENGTH, to + STRIDE, 0);
        index[slot(rows, to)] = size;
        return row;
    }

    /** Removes a row; the last one takes its place. */
    void remove(int row) {
        free(slot(rows, row * STRIDE));
        size--;
        if (row != size) {
            index[slot(rows, size * STRIDE)] = row + 1;
            System.arraycopy(rows, size * STRIDE, rows, row * STRIDE, STRIDE);
        }
        int room = rows.length / STRIDE;
        if (room > FIRST_ROWS && size < room / 4) {
            resize(room / 2);
        }
    }

    /** The slot that a key is in, or else would be. */
    private int slot(long[] values, int at) {
        int mask = index.length - 1;
        int slot = (int) RecordLayout.hash(values, at) & mask;
        while (index[slot] != 0
                && !RecordLayout.isSameKey(rows, (index[slot] - 1) * STRIDE, values, at)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    /** Frees a slot, and moves up what is behind it only because it was used. */
    private void free(int used) {
        int mask = index.length - 1;
        int hole = used;
        for (int slot = hole + 1 & mask; index[slot] != 0; slot = slot + 1 & mask) {
            int wanted = (int) RecordLayout.hash(rows, (index[slot] - 1) * STRIDE) & mask;
            if ((slot - wanted & mask) >= (slot - hole & mask)) {
                index[hole] = index[slot];
                hole = slot;
            }
        }
        index[hole] = 0;
    }

    private void resize(int room) {
        rows = Arrays.copyOf(rows, room * STRIDE);
        index = new int[2 * room];
        for (int row = 0; row < size; row++) {
            index[slot(rows, row * STRIDE)] = row + 1;
        }
    }

    ConversationTable copy() {
        ConversationTable copy = new ConversationTable();
        copy.rows = rows.clone();
        copy.index = index.clone();
        copy.size = size;
        return copy;
    }

    void write(DataOutputView to) throws IOException {
        to.writeInt(size);
        for (int i = 0; i < size * STRIDE; i++) {
            VarLong.write(rows[i], to);
        }
    }

    static ConversationTable read(DataInputView from) throws IOException {
        ConversationTable table = new ConversationTable();
        int size = from.readInt();
        int room = FIRST_ROWS;
        while (room < size) {
            room *= 2;
        }
        table.resize(room);
        long[] values = new long[STRIDE];
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < STRIDE; column++) {
                values[column] = VarLong.read(from);
            }
            table.add(values, 0);
            System.arraycopy(values, 0, table.rows, row * STRIDE, STRIDE);
        }
        return table;
    }
}
