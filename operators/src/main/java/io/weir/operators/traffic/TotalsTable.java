package io.weir.operators.traffic;

import io.weir.operators.Sums;
import java.io.IOException;
import java.util.Arrays;
import javax.annotation.Nullable;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/**
 * The sums of the keys of one bucket in one window, in one flat array with open addressing. A slot
 * is eight longs: a state, four of the key, bytes, packets, flows. It grows up to a number of keys;
 * then either new keys are refused and counted together ({@link #addOrRefuse}), or the smallest are
 * forgotten ({@link #addOrForget}).
 *
 * <p>Forgetting is lossy counting: each key carries by how much its sum may be too low, the
 * threshold at the time it came; what is at most the new threshold, sum and that together, goes. So
 * sums are never too high, and too low by no more than is said.
 */
final class TotalsTable {

    static final int KEY = 1;
    static final int BYTES = 5;
    static final int PACKETS = 6;
    static final int FLOWS = 7;
    static final int STRIDE = 8;

    private static final int FIRST_SLOTS = 16;

    /** The lowest bit of the state of a used slot; 0 marks a free one. */
    private static final long USED = 1;

    /** The bit of the state of a key that was added to since it was published. */
    private static final long CHANGED = 2;

    /** The other bits are by how much the sum may be too low. */
    private static final int MISSED_SHIFT = 2;

    private static final long LARGEST_MISSED = Long.MAX_VALUE >>> MISSED_SHIFT;

    private long[] slots;
    @Nullable private String[] texts;
    private int mask;
    private int size;
    private long threshold;
    private Traffic refused = Traffic.NONE;
    private boolean isRefusedChanged;

    /** What any key may have had before it got here. */
    private long missedBefore;

    /** All that was added, whatever became of it. */
    private long allBytes;

    private long allPackets;
    private long allFlows;

    TotalsTable() {
        this(FIRST_SLOTS);
    }

    private TotalsTable(int slotCount) {
        slots = new long[slotCount * STRIDE];
        mask = slotCount - 1;
    }

    /** Adds to a key; traffic of a key for which there is no room counts as refused. */
    void addOrRefuse(TrafficParts parts, int part, int capacity) {
        int slot = find(parts, part);
        countAll(parts, part);
        if (isFree(slot) && size >= capacity) {
            long[] values = parts.values();
            int counters = counters(parts, part);
            refused = refused.plus(values[counters], values[counters + 1], values[counters + 2]);
            isRefusedChanged = true;
            return;
        }
        add(slot, parts, part);
    }

    /**
     * Adds to a key; where there is no room for it, the keys with less than most others go.
     *
     * @param metric what is compared
     */
    void addOrForget(TrafficParts parts, int part, int capacity, Metric metric) {
        int slot = find(parts, part);
        countAll(parts, part);
        if (isFree(slot) && size >= capacity) {
            forgetSmallest(metric);
            slot = find(parts, part);
        }
        add(slot, parts, part);
    }

    private void countAll(TrafficParts parts, int part) {
        int counters = counters(parts, part);
        allBytes = Sums.add(allBytes, parts.values()[counters]);
        allPackets = Sums.add(allPackets, parts.values()[counters + 1]);
        allFlows = Sums.add(allFlows, parts.values()[counters + 2]);
    }

    private void add(int slot, TrafficParts parts, int part) {
        int counters = counters(parts, part);
        String text = parts.texts() == null ? null : parts.texts()[part];
        add(
                slot,
                key(parts, part, 0),
                key(parts, part, 1),
                key(parts, part, 2),
                key(parts, part, 3),
                text,
                parts.values()[counters],
                parts.values()[counters + 1],
                parts.values()[counters + 2]);
    }

    private static int counters(TrafficParts parts, int part) {
        return part * parts.stride() + 1 + parts.dimension().keyLength();
    }

    private static long key(TrafficParts parts, int part, int number) {
        return number < parts.dimension().keyLength()
                ? parts.values()[part * parts.stride() + 1 + number]
                : 0;
    }

    private int find(TrafficParts parts, int part) {
        return find(
                key(parts, part, 0), key(parts, part, 1), key(parts, part, 2), key(parts, part, 3));
    }

    /** The slot of a key, or the one that it would take. */
    private int find(long key0, long key1, long key2, long key3) {
        int slot = (int) KeyHash.of(key0, key1, key2, key3) & mask;
        for (; ; slot = (slot + 1) & mask) {
            int at = slot * STRIDE;
            boolean found =
                    slots[at] == 0
                            || (slots[at + KEY] == key0
                                    && slots[at + KEY + 1] == key1
                                    && slots[at + KEY + 2] == key2
                                    && slots[at + KEY + 3] == key3);
            if (found) {
                return slot;
            }
        }
    }

    private boolean isFree(int slot) {
        return slots[slot * STRIDE] == 0;
    }

    private void add(
            int slot,
            long key0,
            long key1,
            long key2,
            long key3,
            @Nullable String text,
            long bytes,
            long packets,
            long flows) {
        int at = slot * STRIDE;
        if (slots[at] == 0) {
            slots[at] = threshold << MISSED_SHIFT | USED;
            slots[at + KEY] = key0;
            slots[at + KEY + 1] = key1;
            slots[at + KEY + 2] = key2;
            slots[at + KEY + 3] = key3;
            size++;
        }
        slots[at] |= CHANGED;
        slots[at + BYTES] = Sums.add(slots[at + BYTES], bytes);
        slots[at + PACKETS] = Sums.add(slots[at + PACKETS], packets);
        slots[at + FLOWS] = Sums.add(slots[at + FLOWS], flows);
        if (text != null) {
            setText(slot, text);
        }
        if (2 * size > mask) {
            rebuild(2 * (mask + 1), Long.MIN_VALUE, Metric.BYTES);
        }
    }

    /** Of several texts of a key the greatest stays, so that the order of parts does not matter. */
    private void setText(int slot, String text) {
        if (texts == null) {
            texts = new String[mask + 1];
        }
        if (texts[slot] == null || texts[slot].compareTo(text) < 0) {
            texts[slot] = text;
        }
    }

    private void forgetSmallest(Metric metric) {
        long[] bounds = new long[size];
        int count = 0;
        for (int slot = 0; slot <= mask; slot++) {
            if (!isFree(slot)) {
                bounds[count++] = upperBound(slot, metric);
            }
        }
        Arrays.sort(bounds);
        threshold = Math.min(Math.max(threshold, bounds[count / 2]), LARGEST_MISSED);
        rebuild(mask + 1, threshold, metric);
    }

    /** What a key has at most. */
    private long upperBound(int slot, Metric metric) {
        return Sums.add(
                metric.of(get(slot, BYTES), get(slot, PACKETS), get(slot, FLOWS)), missed(slot));
    }

    /**
     * Moves all keys that have more than a bound to a new array.
     *
     * @param bound {@link Long#MIN_VALUE} for all keys
     */
    private void rebuild(int slotCount, long bound, Metric metric) {
        TotalsTable larger = new TotalsTable(slotCount);
        for (int slot = 0; slot <= mask; slot++) {
            if (!isFree(slot) && upperBound(slot, metric) > bound) {
                larger.move(this, slot);
            }
        }
        slots = larger.slots;
        texts = larger.texts;
        mask = larger.mask;
        size = larger.size;
    }

    private void move(TotalsTable from, int fromSlot) {
        int slot =
                find(
                        from.get(fromSlot, KEY),
                        from.get(fromSlot, KEY + 1),
                        from.get(fromSlot, KEY + 2),
                        from.get(fromSlot, KEY + 3));
        System.arraycopy(from.slots, fromSlot * STRIDE, slots, slot * STRIDE, STRIDE);
        size++;
        if (from.texts != null && from.texts[fromSlot] != null) {
            setText(slot, from.texts[fromSlot]);
        }
    }

    /**
     * Adds what keys had that were forgotten before they got here.
     *
     * @param most that any of them had
     */
    void addRemainder(long most, Traffic forgotten) {
        missedBefore = Sums.add(missedBefore, most);
        allBytes = Sums.add(allBytes, forgotten.bytes());
        allPackets = Sums.add(allPackets, forgotten.packets());
        allFlows = Sums.add(allFlows, forgotten.flows());
    }

    /** Takes all of another table, as its parts would be added. */
    void addAll(TotalsTable other, int capacity, @Nullable Metric forgetBy) {
        missWhatIsNotIn(other);
        for (int slot = 0; slot <= other.mask; slot++) {
            if (!other.isFree(slot)) {
                addFrom(other, slot, capacity, forgetBy);
            }
        }
        refused = refused.plus(other.refused);
        isRefusedChanged |= !other.refused.isNone();
        allBytes = Sums.add(allBytes, other.allBytes);
        allPackets = Sums.add(allPackets, other.allPackets);
        allFlows = Sums.add(allFlows, other.allFlows);
        threshold = Math.min(Sums.add(threshold, other.threshold), LARGEST_MISSED);
        missedBefore = Sums.add(missedBefore, other.missedBefore);
    }

    /** What the other has forgotten it may have had up to its threshold of. */
    private void missWhatIsNotIn(TotalsTable other) {
        if (other.threshold == 0) {
            return;
        }
        for (int slot = 0; slot <= mask; slot++) {
            boolean isMissed =
                    !isFree(slot)
                            && other.isFree(
                                    other.find(
                                            get(slot, KEY),
                                            get(slot, KEY + 1),
                                            get(slot, KEY + 2),
                                            get(slot, KEY + 3)));
            if (isMissed) {
                setMissed(slot, Sums.add(missed(slot), other.threshold));
            }
        }
    }

    private void setMissed(int slot, long missed) {
        slots[slot * STRIDE] = Math.min(missed, LARGEST_MISSED) << MISSED_SHIFT | CHANGED | USED;
    }

    private void addFrom(TotalsTable other, int from, int capacity, @Nullable Metric forgetBy) {
        long key0 = other.get(from, KEY);
        long key1 = other.get(from, KEY + 1);
        long key2 = other.get(from, KEY + 2);
        long key3 = other.get(from, KEY + 3);
        long bytes = other.get(from, BYTES);
        long packets = other.get(from, PACKETS);
        long flows = other.get(from, FLOWS);
        int slot = find(key0, key1, key2, key3);
        if (isFree(slot) && size >= capacity) {
            if (forgetBy == null) {
                refused = refused.plus(bytes, packets, flows);
                isRefusedChanged = true;
                return;
            }
            forgetSmallest(forgetBy);
            slot = find(key0, key1, key2, key3);
        }
        add(slot, key0, key1, key2, key3, other.text(from), bytes, packets, flows);
        int added = find(key0, key1, key2, key3);
        setMissed(added, Sums.add(missed(added), other.missed(from)));
    }

    /** The same sums in an array of their own. */
    TotalsTable copy() {
        TotalsTable copy = new TotalsTable(0);
        copy.slots = slots.clone();
        copy.texts = texts == null ? null : texts.clone();
        copy.mask = mask;
        copy.size = size;
        copy.threshold = threshold;
        copy.missedBefore = missedBefore;
        copy.refused = refused;
        copy.isRefusedChanged = isRefusedChanged;
        copy.allBytes = allBytes;
        copy.allPackets = allPackets;
        copy.allFlows = allFlows;
        return copy;
    }

    void write(DataOutputView to) throws IOException {
        to.writeInt(size);
        to.writeInt(mask + 1);
        for (int slot = 0; slot <= mask; slot++) {
            if (!isFree(slot)) {
                for (int column = 0; column < STRIDE; column++) {
                    VarLong.write(get(slot, column), to);
                }
                StringValue.writeString(text(slot), to);
            }
        }
        VarLong.write(threshold, to);
        VarLong.write(missedBefore, to);
        to.writeBoolean(isRefusedChanged);
        write(refused, to);
        write(all(), to);
    }

    private static void write(Traffic traffic, DataOutputView to) throws IOException {
        VarLong.write(traffic.bytes(), to);
        VarLong.write(traffic.packets(), to);
        VarLong.write(traffic.flows(), to);
    }

    static TotalsTable read(DataInputView from) throws IOException {
        int size = from.readInt();
        TotalsTable table = new TotalsTable(from.readInt());
        long[] values = new long[STRIDE];
        for (int i = 0; i < size; i++) {
            for (int column = 0; column < STRIDE; column++) {
                values[column] = VarLong.read(from);
            }
            int slot = table.find(values[KEY], values[KEY + 1], values[KEY + 2], values[KEY + 3]);
            System.arraycopy(values, 0, table.slots, slot * STRIDE, STRIDE);
            table.size++;
            String text = StringValue.readString(from);
            if (text != null) {
                table.setText(slot, text);
            }
        }
        table.threshold = VarLong.read(from);
        table.missedBefore = VarLong.read(from);
        table.isRefusedChanged = from.readBoolean();
        table.refused = readTraffic(from);
        Traffic all = readTraffic(from);
        table.allBytes = all.bytes();
        table.allPackets = all.packets();
        table.allFlows = all.flows();
        return table;
    }

    private static Traffic readTraffic(DataInputView from) throws IOException {
        return new Traffic(VarLong.read(from), VarLong.read(from), VarLong.read(from));
    }

    int size() {
        return size;
    }

    /** How many slots there are, used or not. */
    int slotCount() {
        return mask + 1;
    }

    boolean isUsed(int slot) {
        return !isFree(slot);
    }

    boolean isChanged(int slot) {
        return (slots[slot * STRIDE] & CHANGED) != 0;
    }

    /** By how much the sum of a key may be too low. */
    long missed(int slot) {
        return slots[slot * STRIDE] >>> MISSED_SHIFT;
    }

    /** One of the values of a slot. */
    long get(int slot, int column) {
        return slots[slot * STRIDE + column];
    }

    @Nullable
    String text(int slot) {
        return texts == null ? null : texts[slot];
    }

    TrafficKey key(int slot) {
        return new TrafficKey(
                get(slot, KEY),
                get(slot, KEY + 1),
                get(slot, KEY + 2),
                get(slot, KEY + 3),
                text(slot));
    }

    Traffic traffic(int slot) {
        return new Traffic(get(slot, BYTES), get(slot, PACKETS), get(slot, FLOWS));
    }

    /** By how much the sum of a key that is not here may be too low. */
    long threshold() {
        return threshold;
    }

    /** What any key may have had that was forgotten before it got here. */
    long missedBefore() {
        return missedBefore;
    }

    /** What was added, whatever became of it. */
    Traffic all() {
        return new Traffic(allBytes, allPackets, allFlows);
    }

    /** What keys had for which there was no room. */
    Traffic refused() {
        return refused;
    }

    /** Whether any came since the last publication. */
    boolean isRefusedChanged() {
        return isRefusedChanged;
    }

    /** Takes all keys for published. */
    void publish() {
        for (int slot = 0; slot <= mask; slot++) {
            slots[slot * STRIDE] &= ~CHANGED;
        }
        isRefusedChanged = false;
    }
}
