package io.weir.operators.duplicates;

import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What was reported lately of the conversations of one bucket: for each way of a flow which time is
 * accounted for, and by whom. One flat array with open addressing; a way is ten longs (80 bytes, up
 * to 214 with free slots). It grows up to a number of ways; then those of which nothing was
 * reported for the longest time are forgotten. Not thread-safe.
 */
final class SeenFlows {

    /** Of the points that report a way, so many are listed; the first is the one that counts. */
    static final int POINTS_LISTED = 8;

    /** There is no sweep to come. */
    static final long NOT_DUE = Long.MIN_VALUE;

    private static final int PORTS = 0;
    private static final int SOURCE = 1;
    private static final int DESTINATION = 3;
    private static final int FROM = 5;
    private static final int UNTIL = 6;
    private static final int RECEIVED = 7;
    private static final int POINTS = 8;
    private static final int STRIDE = 10;

    /** A bit beyond ports and protocol that tells a used slot from a free one. */
    private static final long USED = 1L << 40;

    private static final int POINT_BITS = 16;
    private static final long POINT_MASK = 0xffff;
    private static final int POINTS_PER_LONG = Long.SIZE / POINT_BITS;
    private static final int FIRST_SLOTS = 16;

    private long[] slots = new long[FIRST_SLOTS * STRIDE];
    private int mask = FIRST_SLOTS - 1;
    private int size;
    private PointTable points = new PointTable();
    private long sweepDueMillis = NOT_DUE;

    /** Where the way that was looked up last is. */
    private int at;

    /**
     * Looks a way of a flow up.
     *
     * @return whether it is there; if not, {@link #add} adds it
     */
    boolean find(FlowKey key) {
        long ports = key.portsAndProtocol() | USED;
        int slot = (int) key.conversationHash() & mask;
        for (; ; slot = (slot + 1) & mask) {
            at = slot * STRIDE;
            if (slots[at] == 0) {
                return false;
            }
            if (slots[at] == ports
                    && slots[at + SOURCE + 1] == key.sourceLow()
                    && slots[at + DESTINATION + 1] == key.destinationLow()
                    && slots[at + SOURCE] == key.sourceHigh()
                    && slots[at + DESTINATION] == key.destinationHigh()) {
                return true;
            }
        }
    }

    /** Adds the way that was looked up last and is not there. */
    void add(FlowKey key, long from, long until, long receivedMillis, int point) {
        if (4 * (size + 1) > 3 * (mask + 1)) {
            rebuild(2 * (mask + 1), Long.MIN_VALUE, size);
            find(key);
        }
        slots[at] = key.portsAndProtocol() | USED;
        slots[at + SOURCE] = key.sourceHigh();
        slots[at + SOURCE + 1] = key.sourceLow();
        slots[at + DESTINATION] = key.destinationHigh();
        slots[at + DESTINATION + 1] = key.destinationLow();
        size++;
        begin(from, until, receivedMillis, point);
    }

    /** Forgets all but the key of the way that was looked up last. */
    void begin(long from, long until, long receivedMillis, int point) {
        slots[at + FROM] = from;
        slots[at + UNTIL] = until;
        slots[at + RECEIVED] = receivedMillis;
        slots[at + POINTS] = point;
        slots[at + POINTS + 1] = 0;
    }

    /** The begin of the time that is accounted for, of the way that was looked up last. */
    long from() {
        return slots[at + FROM];
    }

    /** The end of it. */
    long until() {
        return slots[at + UNTIL];
    }

    void setTime(long from, long until) {
        slots[at + FROM] = from;
        slots[at + UNTIL] = until;
    }

    /** When anything of it was received last. */
    long receivedMillis() {
        return slots[at + RECEIVED];
    }

    void received(long millis) {
        slots[at + RECEIVED] = Math.max(slots[at + RECEIVED], millis);
    }

    /** The number of a point that reports the way; {@link PointTable#NONE} behind the last. */
    int point(int index) {
        return (int) (slots[at + POINTS + index / POINTS_PER_LONG] >>> shift(index) & POINT_MASK);
    }

    private static int shift(int index) {
        return index % POINTS_PER_LONG * POINT_BITS;
    }

    private void setPoint(int index, int point) {
        int word = at + POINTS + index / POINTS_PER_LONG;
        slots[word] = (slots[word] & ~(POINT_MASK << shift(index))) | (long) point << shift(index);
    }

    /** Lists a point, if there is room. */
    void list(int point) {
        for (int i = 0; i < POINTS_LISTED; i++) {
            int listed = point(i);
            if (listed == point) {
                return;
            }
            if (listed == PointTable.NONE) {
                setPoint(i, point);
                return;
            }
        }
    }

    /** Makes a point the one that counts; the one that was takes its place. */
    void putFirst(int point) {
        int place = 1;
        while (place < POINTS_LISTED - 1 && point(place) != point) {
            place++;
        }
        setPoint(place, point(0));
        setPoint(0, point);
    }

    /** How many points are listed. */
    int pointCount() {
        int count = 0;
        while (count < POINTS_LISTED && point(count) != PointTable.NONE) {
            count++;
        }
        return count;
    }

    /** Forgets ways of which nothing was received since a time. */
    void forgetBefore(long millis) {
        int kept = 0;
        for (int slot = 0; slot < slots.length; slot += STRIDE) {
            if (slots[slot] != 0 && slots[slot + RECEIVED] >= millis) {
                kept++;
            }
        }
        if (kept < size) {
            int slotCount = FIRST_SLOTS;
            while (4 * kept > 2 * slotCount) {
                slotCount *= 2;
            }
            rebuild(slotCount, millis, kept);
        }
    }

    /**
     * Forgets a quarter of the ways, those of which nothing was received for the longest time.
     *
     * @return how many
     */
    int forgetOldest() {
        long[] times = new long[size];
        int count = 0;
        for (int slot = 0; slot < slots.length; slot += STRIDE) {
            if (slots[slot] != 0) {
                times[count++] = slots[slot + RECEIVED];
            }
        }
        Arrays.sort(times);
        int forgotten = (size + 3) / 4;
        // Of those of the same time as the newest to go, not all have to.
        rebuild(mask + 1, times[forgotten], size - forgotten);
        return times.length - size;
    }

    private void rebuild(int slotCount, long oldest, int most) {
        long[] old = slots;
        PointTable oldPoints = points;
        boolean renumbers = points.size() > PointTable.MOST / 2;
        if (renumbers) {
            points = new PointTable();
        }
        slots = new long[slotCount * STRIDE];
        mask = slotCount - 1;
        size = 0;
        for (int slot = 0; slot < old.length && size < most; slot += STRIDE) {
            if (old[slot] != 0 && old[slot + RECEIVED] >= oldest) {
                move(old, slot);
                if (renumbers) {
                    renumber(oldPoints);
                }
            }
        }
    }

    private void move(long[] from, int slot) {
        at = freeSlot(from, slot) * STRIDE;
        System.arraycopy(from, slot, slots, at, STRIDE);
        size++;
    }

    private int freeSlot(long[] from, int slot) {
        int free =
                (int)
                                FlowKey.conversationHash(
                                        from[slot + SOURCE],
                                        from[slot + SOURCE + 1],
                                        from[slot + DESTINATION],
                                        from[slot + DESTINATION + 1],
                                        from[slot + PORTS])
                        & mask;
        while (slots[free * STRIDE] != 0) {
            free = (free + 1) & mask;
        }
        return free;
    }

    private void renumber(PointTable old) {
        int count = pointCount();
        for (int i = 0; i < count; i++) {
            ObservationPoint point = old.point(point(i));
            setPoint(i, points.numberOf(point.exporterHigh(), point.exporterLow(), point.place()));
        }
    }

    PointTable points() {
        return points;
    }

    /** How many ways of flows are remembered. */
    int size() {
        return size;
    }

    /** When a timer is due that forgets; {@link #NOT_DUE} if there is none. */
    long sweepDueMillis() {
        return sweepDueMillis;
    }

    void setSweepDue(long millis) {
        sweepDueMillis = millis;
    }

    void write(DataOutputView to) throws IOException {
        to.writeLong(sweepDueMillis);
        points.write(to);
        to.writeInt(mask + 1);
        to.writeInt(size);
        for (int slot = 0; slot < slots.length; slot += STRIDE) {
            if (slots[slot] != 0) {
                for (int i = 0; i < STRIDE; i++) {
                    to.writeLong(slots[slot + i]);
                }
            }
        }
    }

    static SeenFlows read(DataInputView from) throws IOException {
        SeenFlows read = new SeenFlows();
        read.sweepDueMillis = from.readLong();
        read.points = PointTable.read(from);
        int slotCount = from.readInt();
        read.slots = new long[slotCount * STRIDE];
        read.mask = slotCount - 1;
        int count = from.readInt();
        long[] way = new long[STRIDE];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < STRIDE; j++) {
                way[j] = from.readLong();
            }
            read.move(way, 0);
        }
        return read;
    }

    /** The same in arrays of its own. */
    SeenFlows copy() {
        SeenFlows copy = new SeenFlows();
        copy.slots = slots.clone();
        copy.mask = mask;
        copy.size = size;
        copy.points = points.copy();
        copy.sweepDueMillis = sweepDueMillis;
        return copy;
    }
}
