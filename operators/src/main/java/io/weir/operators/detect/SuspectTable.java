package io.weir.operators.detect;

import io.weir.codec.IpAddress;
import io.weir.operators.Sums;
import io.weir.operators.tables.KeyHash;
import java.util.Arrays;
import java.util.BitSet;

/**
 * A row of numbers for each suspect of a kind, of which there is a fixed number.
 *
 * <p>The rows are in sets of {@value #WAYS}: who finds no room in its set may take the place of one
 * who is lone, with a single observation of late. So a flood from forged addresses, each seen once,
 * changes counters and nothing else, while who is seen several times stays. Not thread-safe.
 */
final class SuspectTable {

    static final int ROWS = 1 << 13;
    static final int WAYS = 16;

    /** In the place of a row where there is none: negative. */
    static final int NONE = -1;

    /** The second of receipt of the sums. */
    static final int SECOND = 3;

    static final int FLOWS = 4;
    static final int PACKETS = 5;
    static final int BYTES = 6;

    /** Of the bytes those that went to the suspect. */
    static final int RECEIVED = 7;

    static final int FIRST = 8;
    static final int LAST = 9;

    /** The second of the last evidence. */
    static final int LAST_SEEN = 10;

    static final int ANSWERED = 11;
    static final int OBSERVATIONS = 12;

    /** The head of the chain of observations besides the first one, if there is one. */
    static final int CHAIN = 13;

    static final int PEER_HIGH = 14;
    static final int PEER_LOW = 15;
    static final int NUMBER = 16;
    static final int EXPORTER_HIGH = 17;
    static final int EXPORTER_LOW = 18;

    /** The id of a flow, zeros as long as there is none. */
    static final int FLOW_HIGH = 19;

    static final int FLOW_LOW = 20;

    private static final int HIGH = 0;
    private static final int LOW = 1;

    /** What tells the evidence against the suspect apart. */
    private static final int SCOPE = 2;

    private static final int STRIDE = 21;

    private static final int SETS = ROWS / WAYS;
    private static final int FILTER_BITS = ROWS << 2;

    /** Of each row a part of the hash of its suspect; 0 where it has none. */
    private final int[] tags = new int[ROWS];

    /** The rows that have one. */
    private final BitSet taken = new BitSet(ROWS);

    /** Those of them that have something to tell. */
    private final BitSet news = new BitSet(ROWS);

    /** Whether the suspect of a row may have to go for a new one. */
    private final boolean[] lone = new boolean[ROWS];

    /** Whether something was told of the suspect of a row. */
    private final boolean[] told = new boolean[ROWS];

    private final SuspectFilter filter = new SuspectFilter(FILTER_BITS);

    private long[] rows = {};
    private int size;

    /** Suspects that went since the filter was made. */
    private int gone;

    private int hand;

    boolean isEmpty() {
        return size == 0;
    }

    /**
     * Whether an address may be that of a suspect: of most that are not it says so.
     *
     * @param hash of the address, as of {@link KeyHash#of(long, long)}
     */
    boolean mayHave(long hash) {
        return filter.mayHave(hash);
    }

    /**
     * The row of a suspect, or {@link #NONE}.
     *
     * @param hash of the address
     */
    int find(long hash, long high, long low, int scope) {
        long inScope = inScope(hash, scope);
        int tag = tagOf(inScope);
        int first = firstOf(inScope);
        for (int row = first; row < first + WAYS; row++) {
            if (tags[row] == tag
                    && rows[row * STRIDE + LOW] == low
                    && rows[row * STRIDE + HIGH] == high
                    && rows[row * STRIDE + SCOPE] == scope) {
                return row;
            }
        }
        return NONE;
    }

    /**
     * A row for a new suspect: a free one, or else that of one who is lone, and has to be forgotten
     * first.
     *
     * @param hash of the address
     * @return {@link #NONE} if nobody in its set is lone
     */
    int roomFor(long hash, int scope) {
        int first = firstOf(inScope(hash, scope));
        for (int row = first; row < first + WAYS; row++) {
            if (tags[row] == 0) {
                return row;
            }
        }
        for (int i = 0; i < WAYS; i++) {
            int row = first + (hand++ & (WAYS - 1));
            if (lone[row]) {
                return row;
            }
        }
        return NONE;
    }

    boolean isTaken(int row) {
        return tags[row] != 0;
    }

    /**
     * Gives a free row to a new suspect, who is lone; all else in it is zero.
     *
     * @param row as of {@link #roomFor}
     */
    void put(int row, long hash, long high, long low, int scope) {
        if (rows.length == 0) {
            rows = new long[ROWS * STRIDE];
        }
        size++;
        tags[row] = tagOf(inScope(hash, scope));
        taken.set(row);
        lone[row] = true;
        told[row] = false;
        int at = row * STRIDE;
        Arrays.fill(rows, at, at + STRIDE, 0);
        rows[at + HIGH] = high;
        rows[at + LOW] = low;
        rows[at + SCOPE] = scope;
        filter.add(hash);
    }

    /** Frees a row. */
    void forget(int row) {
        tags[row] = 0;
        taken.clear(row);
        news.clear(row);
        size--;
        gone++;
    }

    /** Forgets who went for {@link #mayHave}, too. */
    void filterAgain() {
        if (gone == 0) {
            return;
        }
        filter.clear();
        gone = 0;
        for (int row = nextTaken(0); row >= 0; row = nextTaken(row + 1)) {
            int at = row * STRIDE;
            filter.add(KeyHash.of(rows[at + HIGH], rows[at + LOW]));
        }
    }

    boolean isLone(int row) {
        return lone[row];
    }

    void setLone(int row, boolean isLone) {
        lone[row] = isLone;
    }

    boolean isTold(int row) {
        return told[row];
    }

    void setTold(int row) {
        told[row] = true;
    }

    void setNews(int row) {
        news.set(row);
    }

    void clearNews(int row) {
        news.clear(row);
    }

    /** The first row from this one on that has a suspect; {@link #NONE} if none has. */
    int nextTaken(int row) {
        return taken.nextSetBit(row);
    }

    /** The first row from this one on that has something to tell; {@link #NONE} if none has. */
    int nextNews(int row) {
        return news.nextSetBit(row);
    }

    Suspect suspect(int row, EvidenceKind kind) {
        int at = row * STRIDE;
        return new Suspect(
                kind, new IpAddress(rows[at + HIGH], rows[at + LOW]), (int) rows[at + SCOPE]);
    }

    /**
     * @param column one of the constants
     */
    long get(int row, int column) {
        return rows[row * STRIDE + column];
    }

    void set(int row, int column, long value) {
        rows[row * STRIDE + column] = value;
    }

    /** Adds what is not negative, up to {@link Long#MAX_VALUE}. */
    void add(int row, int column, long value) {
        int at = row * STRIDE + column;
        rows[at] = Sums.add(rows[at], value);
    }

    private static long inScope(long hash, int scope) {
        return scope == 0 ? hash : KeyHash.of(hash, scope);
    }

    private static int firstOf(long inScope) {
        return ((int) (inScope >>> 32) & (SETS - 1)) * WAYS;
    }

    private static int tagOf(long inScope) {
        return (int) inScope | 1;
    }
}
