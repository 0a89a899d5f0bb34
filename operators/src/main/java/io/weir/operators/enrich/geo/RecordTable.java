package io.weir.operators.enrich.geo;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The records of one generation of a database that were met so far, numbered as they came. Threads
 * look up without a lock and add under one. It grows to the number of distinct records of the
 * database that traffic meets, and outlives the database by one generation.
 *
 * <p>An id has its generation in the upper bits, so that one of another generation is recognised
 * instead of resolved wrongly:
 *
 * <pre>
 * | 0 | generation, 1 to 127 and over again (7) | number, 1 to 16,777,215 (24) |
 * </pre>
 *
 * @param <R> what a record says
 */
final class RecordTable<R> {

    static final int MAX_RECORDS = (1 << 24) - 1;

    private static final int GENERATIONS = 127;
    private static final int NUMBER_BITS = 24;
    private static final int FIRST_SLOTS = 1 << 10;

    private final int generation;
    private final DatabaseVersion version;

    /** Position in the upper, id in the lower half; 0 is a free slot, as no record is at 0. */
    private volatile AtomicLongArray slots = new AtomicLongArray(FIRST_SLOTS);

    private volatile Object[] records = new Object[FIRST_SLOTS / 2];
    private int positions;
    private int count;

    RecordTable(int generation, DatabaseVersion version) {
        this.generation = generation;
        this.version = version;
    }

    static int generationAfter(int generation) {
        return generation % GENERATIONS + 1;
    }

    int generation() {
        return generation;
    }

    DatabaseVersion version() {
        return version;
    }

    /** The id of the record at a position, 0 if it says nothing, -1 if it was not met yet. */
    int idAt(int position) {
        AtomicLongArray table = slots;
        long slot = table.get(slotOf(table, position));
        return slot == 0 ? -1 : (int) slot;
    }

    /**
     * Numbers the record at a position, unless another thread already did.
     *
     * @param record null if it says nothing
     * @return its id; 0 if it says nothing or the table is full
     */
    synchronized int add(int position, R record) {
        int known = idAt(position);
        if (known >= 0) {
            return known;
        }
        int id = record == null || count == MAX_RECORDS ? 0 : append(record);
        if (2 * ++positions > slots.length()) {
            slots = doubled(slots);
        }
        AtomicLongArray table = slots;
        // The record is in its place before its id can be found.
        table.set(slotOf(table, position), (long) position << 32 | id);
        return id;
    }

    /** Null unless the id is one of this table. */
    @SuppressWarnings("unchecked") // Only append writes there.
    R get(int id) {
        return owns(id) ? (R) records[(id & MAX_RECORDS) - 1] : null;
    }

    boolean owns(int id) {
        return id >>> NUMBER_BITS == generation;
    }

    private int append(R record) {
        if (count == records.length) {
            records = Arrays.copyOf(records, 2 * count);
        }
        records[count++] = record;
        return generation << NUMBER_BITS | count;
    }

    private static AtomicLongArray doubled(AtomicLongArray from) {
        AtomicLongArray to = new AtomicLongArray(2 * from.length());
        for (int i = 0; i < from.length(); i++) {
            long slot = from.get(i);
            if (slot != 0) {
                to.set(slotOf(to, (int) (slot >>> 32)), slot);
            }
        }
        return to;
    }

    private static int slotOf(AtomicLongArray table, int position) {
        int mask = table.length() - 1;
        int slot = ((position * 0x9e37_79b9) >>> 7) & mask;
        while (table.get(slot) != 0 && (int) (table.get(slot) >>> 32) != position) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
