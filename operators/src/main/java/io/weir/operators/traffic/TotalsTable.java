package io.weir.operators.traffic;

import io.weir.operators.Sums;
import io.weir.operators.tables.DistinctSketches;
import io.weir.operators.tables.KeyTable;
import io.weir.operators.tables.RowFinder;
import java.io.IOException;
import java.util.Arrays;
import javax.annotation.Nullable;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/**
 * The sums of the keys of one bucket in one window. It grows up to a number of keys; then either
 * new keys are refused and counted together, or the smallest are forgotten.
 *
 * <p>Forgetting is lossy counting: each key carries by how much its sum may be too low, the
 * threshold at the time it came; what is at most the new threshold, sum and that together, goes. So
 * sums are never too high, and too low by no more than is said.
 */
final class TotalsTable {

    private static final int COUNTERS = 3;

    /** The lowest bit of the state of a key: it was added to since it was published. */
    private static final long CHANGED = 1;

    /** The other bits are by how much the sum may be too low. */
    private static final int MISSED_SHIFT = 1;

    private static final long LARGEST_MISSED = Long.MAX_VALUE >>> MISSED_SHIFT;

    private final int keyLength;

    /** A row is a key, its state, bytes, packets, flows. */
    private final KeyTable rows;

    private long threshold;
    private Traffic refused = Traffic.NONE;
    private boolean isRefusedChanged;

    /** What any key may have had before it got here. */
    private long missedBefore;

    /** All that was added, whatever became of it. */
    private long allBytes;

    private long allPackets;
    private long allFlows;

    /**
     * @param keyLength how many longs a key has, 1 to 4
     */
    TotalsTable(int keyLength) {
        this(keyLength, new KeyTable(keyLength, keyLength + 1 + COUNTERS));
    }

    private TotalsTable(int keyLength, KeyTable rows) {
        this.keyLength = keyLength;
        this.rows = rows;
    }

    /**
     * Adds all parts.
     *
     * @param room for keys, and what becomes of those for which there is none
     */
    void add(TrafficParts parts, Room room, RowFinder finder) {
        int count = parts.count();
        int stride = parts.stride();
        long[] values = parts.values();
        for (int first = 0; first < count; first += RowFinder.MOST) {
            int some = Math.min(count - first, RowFinder.MOST);
            finder.find(rows, values, first * stride, stride, some);
            for (int i = 0; i < some; i++) {
                int at = (first + i) * stride;
                int row = finder.row(i, rows, values, at);
                addToAll(values, at + keyLength);
                row = add(row, finder.hash(i), values, at, at + keyLength, 0, room);
                if (row >= 0) {
                    setText(row, parts.text(first + i));
                    addDistinct(row, parts.distinct(first + i));
                }
            }
        }
        Remainder remainder = parts.remainder();
        missedBefore = Sums.add(missedBefore, remainder.most());
        setAll(all().plus(remainder.traffic()));
    }

    /** Takes all of another table, as its parts would be added. */
    void addAll(TotalsTable other, Room room) {
        missWhatIsNotIn(other);
        long[] values = other.rows.rows();
        int stride = other.rows.stride();
        for (int from = 0; from < other.size(); from++) {
            int at = from * stride;
            long hash = rows.hash(values, at);
            int found = rows.find(hash, values, at);
            int row = add(found, hash, values, at, at + keyLength + 1, other.missed(from), room);
            if (row >= 0) {
                setText(row, other.rows.text(from));
                addDistinct(row, other.rows.distinct(from));
            }
        }
        setAll(all().plus(other.all()));
        refused = refused.plus(other.refused);
        isRefusedChanged |= !other.refused.isNone();
        threshold = Math.min(Sums.add(threshold, other.threshold), LARGEST_MISSED);
        missedBefore = Sums.add(missedBefore, other.missedBefore);
    }

    /** What the other has forgotten it may have had up to its threshold of. */
    private void missWhatIsNotIn(TotalsTable other) {
        if (other.threshold == 0) {
            return;
        }
        for (int row = 0; row < size(); row++) {
            int at = row * rows.stride();
            if (other.rows.find(rows.hash(rows.rows(), at), rows.rows(), at) < 0) {
                miss(row, other.threshold);
            }
        }
    }

    private void miss(int row, long more) {
        long missed = Math.min(Sums.add(missed(row), more), LARGEST_MISSED);
        rows.set(row, keyLength, missed << MISSED_SHIFT | CHANGED);
    }

    /**
     * Adds to a key.
     *
     * @param row of the key, -1 if it has none
     * @param values has the key at {@code at} and its counters at {@code counters}
     * @param missed by how much they may be too low
     * @return the row that it has now, -1 if there was no room
     */
    private int add(
            int row, long hash, long[] values, int at, int counters, long missed, Room room) {
        long bytes = values[counters];
        long packets = values[counters + 1];
        long flows = values[counters + 2];
        int to = row;
        if (to < 0 && size() >= room.keys()) {
            if (room.forgetBy() == null) {
                refused = refused.plus(bytes, packets, flows);
                isRefusedChanged = true;
                return -1;
            }
            forgetSmallest(room.forgetBy());
        }
        if (to < 0) {
            to = append(hash, values, at);
        }
        long[] all = rows.rows();
        int sums = to * rows.stride() + keyLength + 1;
        all[sums] = Sums.add(all[sums], bytes);
        all[sums + 1] = Sums.add(all[sums + 1], packets);
        all[sums + 2] = Sums.add(all[sums + 2], flows);
        all[sums - 1] |= CHANGED;
        if (missed > 0) {
            miss(to, missed);
        }
        return to;
    }

    private int append(long hash, long[] values, int at) {
        int row = rows.append(hash, values, at);
        long[] all = rows.rows();
        int state = row * rows.stride() + keyLength;
        all[state] = threshold << MISSED_SHIFT;
        Arrays.fill(all, state + 1, state + 1 + COUNTERS, 0);
        return row;
    }

    /** Of several texts of a key the greatest stays, so that the order of parts does not matter. */
    private void setText(int row, @Nullable String text) {
        if (text != null) {
            String known = rows.text(row);
            if (known == null || known.compareTo(text) < 0) {
                rows.setText(row, text);
            }
        }
    }

    private void addDistinct(int row, @Nullable DistinctSketches sketches) {
        if (sketches != null) {
            DistinctSketches known = rows.distinct(row);
            if (known == null) {
                rows.setDistinct(row, sketches.copy());
            } else {
                known.add(sketches);
            }
        }
    }

    private void forgetSmallest(Metric metric) {
        long median = SampledQuantile.of(size(), 2, row -> upperBound(row, metric));
        threshold = Math.min(Math.max(threshold, median), LARGEST_MISSED);
        int kept = 0;
        for (int row = 0; row < size(); row++) {
            if (upperBound(row, metric) > threshold) {
                rows.move(row, kept);
                kept++;
            }
        }
        rows.truncate(kept);
    }

    /** What a key has at most. */
    private long upperBound(int row, Metric metric) {
        return Sums.add(value(row, metric), missed(row));
    }

    /** The same sums in arrays of their own. */
    TotalsTable copy() {
        TotalsTable copy = new TotalsTable(keyLength, rows.copy());
        copy.threshold = threshold;
        copy.missedBefore = missedBefore;
        copy.refused = refused;
        copy.isRefusedChanged = isRefusedChanged;
        copy.setAll(all());
        return copy;
    }

    void write(DataOutputView to) throws IOException {
        to.writeByte(keyLength);
        to.writeInt(size());
        for (int row = 0; row < size(); row++) {
            for (int column = 0; column < rows.stride(); column++) {
                VarLong.write(rows.get(row, column), to);
            }
            StringValue.writeString(rows.text(row), to);
            writeDistinct(rows.distinct(row), to);
        }
        VarLong.write(threshold, to);
        VarLong.write(missedBefore, to);
        to.writeBoolean(isRefusedChanged);
        write(refused, to);
        write(all(), to);
    }

    private static void writeDistinct(@Nullable DistinctSketches sketches, DataOutputView to)
            throws IOException {
        to.writeBoolean(sketches != null);
        if (sketches != null) {
            sketches.write(to);
        }
    }

    private static void write(Traffic traffic, DataOutputView to) throws IOException {
        VarLong.write(traffic.bytes(), to);
        VarLong.write(traffic.packets(), to);
        VarLong.write(traffic.flows(), to);
    }

    static TotalsTable read(DataInputView from) throws IOException {
        TotalsTable table = new TotalsTable(from.readByte());
        int size = from.readInt();
        long[] values = new long[table.rows.stride()];
        for (int i = 0; i < size; i++) {
            for (int column = 0; column < values.length; column++) {
                values[column] = VarLong.read(from);
            }
            int row = table.rows.append(table.rows.hash(values, 0), values, 0);
            System.arraycopy(values, 0, table.rows.rows(), row * values.length, values.length);
            table.setText(row, StringValue.readString(from));
            if (from.readBoolean()) {
                table.rows.setDistinct(row, DistinctSketches.read(from));
            }
        }
        table.threshold = VarLong.read(from);
        table.missedBefore = VarLong.read(from);
        table.isRefusedChanged = from.readBoolean();
        table.refused = readTraffic(from);
        table.setAll(readTraffic(from));
        return table;
    }

    private static Traffic readTraffic(DataInputView from) throws IOException {
        return new Traffic(VarLong.read(from), VarLong.read(from), VarLong.read(from));
    }

    /** How many keys there are, in rows from 0 on. */
    int size() {
        return rows.size();
    }

    boolean isChanged(int row) {
        return (rows.get(row, keyLength) & CHANGED) != 0;
    }

    /** By how much the sum of a key may be too low. */
    long missed(int row) {
        return rows.get(row, keyLength) >>> MISSED_SHIFT;
    }

    TrafficKey key(int row) {
        return new TrafficKey(
                part(row, 0), part(row, 1), part(row, 2), part(row, 3), rows.text(row));
    }

    private long part(int row, int number) {
        return number < keyLength ? rows.get(row, number) : 0;
    }

    Traffic traffic(int row) {
        return new Traffic(
                rows.get(row, keyLength + 1),
                rows.get(row, keyLength + 2),
                rows.get(row, keyLength + 3));
    }

    /** The distinct counts of a key; null where there are none. */
    @Nullable
    Distinct distinct(int row) {
        DistinctSketches sketches = rows.distinct(row);
        return sketches == null ? null : new Distinct(sketches.hosts(), sketches.ports());
    }

    /** What counts of the sums of a key. */
    long value(int row, Metric metric) {
        return metric.of(
                rows.get(row, keyLength + 1),
                rows.get(row, keyLength + 2),
                rows.get(row, keyLength + 3));
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

    private void setAll(Traffic all) {
        allBytes = all.bytes();
        allPackets = all.packets();
        allFlows = all.flows();
    }

    private void addToAll(long[] values, int counters) {
        allBytes = Sums.add(allBytes, values[counters]);
        allPackets = Sums.add(allPackets, values[counters + 1]);
        allFlows = Sums.add(allFlows, values[counters + 2]);
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
        for (int row = 0; row < size(); row++) {
            rows.set(row, keyLength, rows.get(row, keyLength) & ~CHANGED);
        }
        isRefusedChanged = false;
    }
}
