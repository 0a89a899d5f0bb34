package io.weir.operators.tables;

import java.util.Arrays;
import javax.annotation.Nullable;

/**
 * Rows of longs, one behind the other in one array, that are found by their first ones, the key. An
 * index with open addressing has for each row its number and half of the hash, so that rows of
 * other keys are hardly ever looked at. Adding to a row that is there allocates nothing.
 */
public final class KeyTable {

    private static final int FIRST_ROWS = 8;
    private static final int PLACES_PER_ROW = 2;

    /** The half of a place that is of the hash; the other one is the row's number and one. */
    private static final long HASH = 0xffff_ffff_0000_0000L;

    private final int keyLength;
    private final int stride;

    private long[] places;
    private int mask;
    private long[] rows;
    @Nullable private String[] texts;
    @Nullable private DistinctSketches[] distincts;
    private int size;

    /**
     * @param keyLength how many of a row's longs are its key, 1 to 5
     * @param stride how many longs a row has
     */
    public KeyTable(int keyLength, int stride) {
        this(keyLength, stride, FIRST_ROWS);
    }

    private KeyTable(int keyLength, int stride, int capacity) {
        this.keyLength = keyLength;
        this.stride = stride;
        rows = new long[capacity * stride];
        places = new long[PLACES_PER_ROW * Math.max(1, capacity)];
        mask = places.length - 1;
    }

    /** One that is to be small: at first it has room for one row. */
    public static KeyTable small(int keyLength, int stride) {
        return new KeyTable(keyLength, stride, 1);
    }

    /** Of the key that is in an array. */
    public long hash(long[] values, int at) {
        return KeyHash.of(values, at, keyLength);
    }

    /** What the index has at the first place of a hash: of use only to have it in the cache. */
    public long place(long hash) {
        return places[(int) hash & mask];
    }

    /** The first row that may have a key with this hash, -1 if there is none. */
    public int candidate(long hash) {
        for (int at = (int) hash & mask; ; at = (at + 1) & mask) {
            long place = places[at];
            if (place == 0) {
                return -1;
            }
            if (((place ^ hash) & HASH) == 0) {
                return (int) place - 1;
            }
        }
    }

    /** The row of the key that is in an array, -1 if there is none. */
    public int find(long hash, long[] values, int from) {
        for (int at = (int) hash & mask; ; at = (at + 1) & mask) {
            long place = places[at];
            if (place == 0) {
                return -1;
            }
            if (((place ^ hash) & HASH) == 0 && isKeyOf((int) place - 1, values, from)) {
                return (int) place - 1;
            }
        }
    }

    /** Whether there is such a row, and it has the key that is in an array. */
    public boolean isKeyOf(int row, long[] values, int from) {
        if (row < 0 || row >= size) {
            return false;
        }
        int at = row * stride;
        // A loop of so few turns costs more than all of them; mostly the key is this one.
        long difference = rows[at] ^ values[from];
        if (keyLength > 1) {
            difference |= rows[at + 1] ^ values[from + 1];
        }
        if (keyLength > 2) {
            difference |= rows[at + 2] ^ values[from + 2];
        }
        if (keyLength > 3) {
            difference |= rows[at + 3] ^ values[from + 3];
        }
        if (keyLength > 4) {
            difference |= rows[at + 4] ^ values[from + 4];
        }
        return difference == 0;
    }

    /**
     * Adds a row for the key that is in an array, which has none yet.
     *
     * @return the row, of which only the key is set
     */
    public int append(long hash, long[] values, int from) {
        if ((size + 1) * stride > rows.length) {
            rows = Arrays.copyOf(rows, 2 * rows.length);
            int capacity = rows.length / stride;
            texts = texts == null ? null : Arrays.copyOf(texts, capacity);
            distincts = distincts == null ? null : Arrays.copyOf(distincts, capacity);
        }
        int row = size++;
        setKey(row * stride, values, from);
        if (PLACES_PER_ROW * size > places.length) {
            places = new long[2 * places.length];
            mask = places.length - 1;
            index();
        } else {
            place(hash, row);
        }
        return row;
    }

    private void setKey(int at, long[] values, int from) {
        rows[at] = values[from];
        if (keyLength > 1) {
            rows[at + 1] = values[from + 1];
        }
        if (keyLength > 2) {
            rows[at + 2] = values[from + 2];
        }
        if (keyLength > 3) {
            rows[at + 3] = values[from + 3];
        }
        if (keyLength > 4) {
            rows[at + 4] = values[from + 4];
        }
    }

    private void index() {
        for (int row = 0; row < size; row++) {
            place(hash(rows, row * stride), row);
        }
    }

    private void place(long hash, int row) {
        int at = (int) hash & mask;
        while (places[at] != 0) {
            at = (at + 1) & mask;
        }
        places[at] = (hash & HASH) | (row + 1);
    }

    /** Overwrites a row with another one; to be followed by {@link #truncate}. */
    public void move(int from, int to) {
        System.arraycopy(rows, from * stride, rows, to * stride, stride);
        if (texts != null) {
            texts[to] = texts[from];
        }
        if (distincts != null) {
            distincts[to] = distincts[from];
        }
    }

    /** Removes all rows from a number on. */
    public void truncate(int newSize) {
        if (texts != null) {
            Arrays.fill(texts, newSize, size, null);
        }
        if (distincts != null) {
            Arrays.fill(distincts, newSize, size, null);
        }
        size = newSize;
        Arrays.fill(places, 0);
        index();
    }

    public int size() {
        return size;
    }

    public int stride() {
        return stride;
    }

    /** All rows; valid until the next one is added. */
    public long[] rows() {
        return rows;
    }

    /** One of the longs of a row. */
    public long get(int row, int column) {
        return rows[row * stride + column];
    }

    public void set(int row, int column, long value) {
        rows[row * stride + column] = value;
    }

    @Nullable
    public String text(int row) {
        return texts == null ? null : texts[row];
    }

    public void setText(int row, String text) {
        if (texts == null) {
            texts = new String[rows.length / stride];
        }
        texts[row] = text;
    }

    @Nullable
    public DistinctSketches distinct(int row) {
        return distincts == null ? null : distincts[row];
    }

    public void setDistinct(int row, DistinctSketches sketches) {
        if (distincts == null) {
            distincts = new DistinctSketches[rows.length / stride];
        }
        distincts[row] = sketches;
    }

    /** The same rows in arrays of their own. */
    public KeyTable copy() {
        KeyTable copy = new KeyTable(keyLength, stride, 0);
        copy.places = places.clone();
        copy.mask = mask;
        copy.rows = rows.clone();
        copy.texts = texts == null ? null : texts.clone();
        copy.size = size;
        if (distincts != null) {
            for (int row = 0; row < size; row++) {
                if (distincts[row] != null) {
                    copy.setDistinct(row, distincts[row].copy());
                }
            }
        }
        return copy;
    }
}
