package io.weir.operators.duplicates;

import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The observation points of one bucket, by small numbers from 1 on. Looking one up allocates
 * nothing. Holds at most {@value #MOST}. Not thread-safe.
 */
final class PointTable {

    /** More than exporters with all their domains have; spoofed ones must not take all memory. */
    static final int MOST = 4_096;

    /** The number of no point. */
    static final int NONE = 0;

    private static final int FIRST_SLOTS = 16;
    private static final long MULTIPLIER = 0x9e37_79b9_7f4a_7c15L;

    private int size;

    /** By number - 1. */
    private ObservationPoint[] points = new ObservationPoint[FIRST_SLOTS / 2];

    private byte[][] encoded = new byte[FIRST_SLOTS / 2][];

    /** Numbers by hash, with open addressing. */
    private short[] slots = new short[FIRST_SLOTS];

    /** The number of a point, a new one if need be; {@link #NONE} if there is no room for it. */
    int numberOf(long exporterHigh, long exporterLow, long place) {
        int mask = slots.length - 1;
        int slot = hash(exporterHigh, exporterLow, place) & mask;
        for (; slots[slot] != NONE; slot = (slot + 1) & mask) {
            ObservationPoint point = points[slots[slot] - 1];
            if (point.exporterLow() == exporterLow
                    && point.place() == place
                    && point.exporterHigh() == exporterHigh) {
                return slots[slot];
            }
        }
        return size < MOST ? add(new ObservationPoint(exporterHigh, exporterLow, place)) : NONE;
    }

    private static int hash(long exporterHigh, long exporterLow, long place) {
        long hash = (exporterHigh * 31 + exporterLow) * MULTIPLIER ^ place;
        return (int) ((hash * MULTIPLIER) >>> 40);
    }

    private int add(ObservationPoint point) {
        if (size == points.length) {
            points = Arrays.copyOf(points, 2 * size);
            encoded = Arrays.copyOf(encoded, 2 * size);
            slots = new short[4 * size];
            for (int number = 1; number <= size; number++) {
                file(number);
            }
        }
        points[size] = point;
        encoded[size] = point.toBytes();
        size++;
        file(size);
        return size;
    }

    private void file(int number) {
        ObservationPoint point = points[number - 1];
        int mask = slots.length - 1;
        int slot = hash(point.exporterHigh(), point.exporterLow(), point.place()) & mask;
        while (slots[slot] != NONE) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = (short) number;
    }

    ObservationPoint point(int number) {
        return points[number - 1];
    }

    /** The point as flows carry it; not to be changed. */
    byte[] encoded(int number) {
        return encoded[number - 1];
    }

    int size() {
        return size;
    }

    /** The same points by the same numbers. */
    PointTable copy() {
        PointTable copy = new PointTable();
        for (int i = 0; i < size; i++) {
            copy.add(points[i]);
        }
        return copy;
    }

    void write(DataOutputView to) throws IOException {
        to.writeInt(size);
        for (int i = 0; i < size; i++) {
            to.writeLong(points[i].exporterHigh());
            to.writeLong(points[i].exporterLow());
            to.writeLong(points[i].place());
        }
    }

    static PointTable read(DataInputView from) throws IOException {
        PointTable table = new PointTable();
        int size = from.readInt();
        for (int i = 0; i < size; i++) {
            table.add(new ObservationPoint(from.readLong(), from.readLong(), from.readLong()));
        }
        return table;
    }
}
