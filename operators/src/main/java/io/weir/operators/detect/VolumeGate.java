package io.weir.operators.detect;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;

/**
 * Tells those with much traffic within a period from all others, without a row for each: a
 * count-min sketch with conservative update (Cormode and Muthukrishnan 2005, Estan and Varghese
 * 2002) of this period and of the one before. Who reaches the floor passes until the end of the
 * next period, so that of those who go on only the beginning is missed; where traffic is very much,
 * others pass, too. Of a fixed size. Not thread-safe.
 */
final class VolumeGate {

    /** Cells where few come by. */
    static final int FEW = 1 << 14;

    /** Cells where every client comes by. */
    static final int MANY = 1 << 18;

    /** The half of a cell with the volume of this period; the other one is of the one before. */
    private static final int NOW = 0xffff;

    private static final int BEFORE_SHIFT = 16;

    /** One half for each of the two cells of a key. */
    private final int[] cells;

    private final int half;
    private final long floor;

    /** Volumes are in units of so many bits, for the floor to fit in half a cell. */
    private final int unitBits;

    private final int floorUnits;
    private final GatePeriod period;

    private VolumeGate(long floor, int cells, GatePeriod period) {
        this.period = period;
        this.cells = new int[cells];
        this.half = cells / 2;
        this.floor = floor;
        this.unitBits = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(floor) - BEFORE_SHIFT);
        this.floorUnits = (int) (floor >>> unitBits);
    }

    /**
     * One for what comes within a second.
     *
     * @param floor the volume from which on it lets pass, at least 1
     * @param cells {@link #FEW} or {@link #MANY}
     */
    static VolumeGate ofSeconds(long floor, int cells) {
        return new VolumeGate(floor, cells, GatePeriod.ofSecond());
    }

    /** One for what comes within a pane of {@link EvidenceWindow#PANE_MILLIS}, likewise. */
    static VolumeGate ofPanes(long floor, int cells) {
        return new VolumeGate(floor, cells, GatePeriod.ofPane());
    }

    /**
     * Adds to the volume of an address of a flow; a flow without it does not pass.
     *
     * @return as of {@link #passes(long, long, long)}
     */
    boolean passes(FlowsByProtocol flows, int row, FlowField address, long volume) {
        FlowBatch batch = flows.batch();
        return batch.has(address, row)
                && passes(batch.receivedMillis(), flows.hashOf(address, row), volume);
    }

    /**
     * Adds to the volume of one.
     *
     * @param hash of whose it is
     * @param volume not negative
     * @return whether there is enough of it in this period, this one included, or was in the last
     */
    boolean passes(long receivedMillis, long hash, long volume) {
        if (period.isOver(receivedMillis)) {
            turn(period.turn(receivedMillis));
        }
        int one = (int) hash & (half - 1);
        int other = half + ((int) (hash >>> Integer.SIZE) & (half - 1));
        int oneCell = cells[one];
        int otherCell = cells[other];
        int volumeNow = Math.min(oneCell & NOW, otherCell & NOW) + units(volume);
        int reached = Math.min(volumeNow, floorUnits);
        cells[one] = raised(oneCell, reached);
        cells[other] = raised(otherCell, reached);
        return reached == floorUnits
                || Math.min(oneCell >>> BEFORE_SHIFT, otherCell >>> BEFORE_SHIFT) == floorUnits;
    }

    /** Rounded up: nobody is missed for many small ones. */
    private int units(long volume) {
        return (int) ((Math.min(volume, floor) + (1L << unitBits) - 1) >>> unitBits);
    }

    private static int raised(int cell, int volume) {
        return (cell & NOW) < volume ? (cell & ~NOW) | volume : cell;
    }

    private void turn(boolean isNext) {
        for (int i = 0; i < cells.length; i++) {
            cells[i] = isNext ? cells[i] << BEFORE_SHIFT : 0;
        }
    }
}
