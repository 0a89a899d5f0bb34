package io.weir.operators.detect;

import io.weir.operators.tables.KeyHash;

/**
 * What the {@linkplain VolumeGate gates} of a period have in common, so that one table has to be
 * swept and none of them empty: a count-min sketch with conservative update (Cormode and
 * Muthukrishnan 2005, Estan and Varghese 2002) of this period and of the one before. Each gate
 * counts in shares of its own floor. Of a fixed size. Not thread-safe.
 */
final class VolumeGates {

    /** The floor of each gate: what half a cell holds. */
    static final int FLOOR = 0xffff;

    private static final int BEFORE_SHIFT = 16;

    private static final int OF_SECONDS = 1 << 15;

    /** More, as every client comes by for ten times as long. */
    private static final int OF_PANES = 1 << 18;

    /**
     * One half for each of the two cells of a key. A half of a cell is the volume of this period,
     * the upper one that of the one before.
     */
    private final int[] cells;

    private final int half;
    private final GatePeriod period;

    /** Keeps reads that have no other use from being left out. */
    @SuppressWarnings("UnusedVariable")
    private int read;

    private int gates;

    private VolumeGates(int cells, GatePeriod period) {
        this.cells = new int[cells];
        this.half = cells / 2;
        this.period = period;
    }

    /** Those of what comes within a second. */
    static VolumeGates ofSeconds() {
        return new VolumeGates(OF_SECONDS, GatePeriod.ofSecond());
    }

    /** Those of what comes within a pane of {@link EvidenceWindow#PANE_MILLIS}. */
    static VolumeGates ofPanes() {
        return new VolumeGates(OF_PANES, GatePeriod.ofPane());
    }

    /**
     * One more gate.
     *
     * @param floor the volume from which on it lets pass, at least 1
     */
    VolumeGate gate(long floor) {
        gates++;
        return new VolumeGate(this, floor, KeyHash.of(gates, 0));
    }

    /**
     * Adds to the volume of a key.
     *
     * @param hash of the key and its gate
     * @param volume 0 to {@link #FLOOR}
     * @return whether it has {@link #FLOOR} in this period, or had it in the last
     */
    boolean reach(long receivedMillis, long hash, int volume) {
        begin(receivedMillis);
        return reach(hash, volume);
    }

    /**
     * Adds many, likewise, in their order. All their cells are read before: the table is larger
     * than the nearest caches, and the processor waits for many reads that do not depend on each
     * other hardly longer than for one.
     *
     * @param reaching gets the rows of those of which {@link #reach} would say so
     */
    void reach(long receivedMillis, OfferedVolumes offered, FlowsByProtocol.Rows reaching) {
        begin(receivedMillis);
        int size = offered.size();
        int sum = 0;
        for (int i = 0; i < size; i++) {
            sum += cells[one(offered.hash(i))] + cells[other(offered.hash(i))];
        }
        read = sum;
        for (int i = 0; i < size; i++) {
            if (reach(offered.hash(i), offered.volume(i))) {
                reaching.add(offered.row(i));
            }
        }
    }

    private void begin(long receivedMillis) {
        if (period.isOver(receivedMillis)) {
            turn(period.turn(receivedMillis));
        }
    }

    private boolean reach(long hash, int volume) {
        int one = one(hash);
        int other = other(hash);
        int oneCell = cells[one];
        int otherCell = cells[other];
        int volumeNow = Math.min(oneCell & FLOOR, otherCell & FLOOR) + volume;
        int reached = Math.min(volumeNow, FLOOR);
        cells[one] = raised(oneCell, reached);
        cells[other] = raised(otherCell, reached);
        return reached == FLOOR
                || Math.min(oneCell >>> BEFORE_SHIFT, otherCell >>> BEFORE_SHIFT) == FLOOR;
    }

    private int one(long hash) {
        return (int) hash & (half - 1);
    }

    private int other(long hash) {
        return half + ((int) (hash >>> Integer.SIZE) & (half - 1));
    }

    private static int raised(int cell, int volume) {
        return (cell & ~FLOOR) | Math.max(cell & FLOOR, volume);
    }

    private void turn(boolean isNext) {
        for (int i = 0; i < cells.length; i++) {
            cells[i] = isNext ? cells[i] << BEFORE_SHIFT : 0;
        }
    }
}
