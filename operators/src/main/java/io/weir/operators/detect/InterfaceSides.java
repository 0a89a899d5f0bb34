package io.weir.operators.detect;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowBatch;
import io.weir.operators.tables.KeyHash;
import io.weir.operators.tables.KeyTable;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is behind the interfaces of exporters: the operator's networks or others. The operator's
 * word counts for all interfaces of an exporter that it names one of. Of other exporters it is
 * learned from what leaves by an interface, by IP version: sources can be forged, but packets go
 * where the router takes their destination to be. An interface by which both kinds leave, as one to
 * other sites and the Internet, is on no side.
 *
 * <p>Learned anew after a restart. At most {@link #MAX_INTERFACES} are known. Not thread-safe.
 */
final class InterfaceSides {

    /** Where an interface leads to. */
    enum Side {
        INSIDE(0),
        OUTSIDE(1),
        UNKNOWN(2);

        private final int code;

        Side(int code) {
            this.code = code;
        }

        /** A small number, from 0. */
        int code() {
            return code;
        }
    }

    static final int MAX_INTERFACES = 1 << 13;

    /** So many flows must have left by an interface before anything is said of it. */
    static final int LEAST_FLOWS = 100;

    /** From so many flows on, older ones count half. */
    static final int REMEMBERED_FLOWS = 10_000;

    /** One stray flow in so many does not count: to addresses that nobody has, by default route. */
    private static final int STRAY = 100;

    /** Of an exporter with more batches, one in {@link #LEARNED} says enough. */
    private static final int ALL_LEARNED = 1 << 8;

    private static final int LEARNED = 16;

    private static final int NONE = -1;

    /** Interfaces of an exporter at hand. */
    private static final int RECENT = 16;

    /** Exporters whose interfaces are at hand, at most. */
    private static final int RECENT_EXPORTERS = 1 << 10;

    private static final int KEY = 3;
    private static final int INWARD = 3;
    private static final int OUTWARD = 4;

    /** Exporter, and the index with the bit of IPv6; flows to inside and outside that left. */
    private final KeyTable learned = new KeyTable(KEY, KEY + 2);

    /** Exporter and index. */
    private final KeyTable outside = new KeyTable(KEY, KEY);

    private final KnownHosts configured;

    /** Exporters by their hash; null where none was. */
    private final Exporter[] recent = new Exporter[RECENT_EXPORTERS];

    private final long[] key = new long[KEY];

    /** That of the batch. */
    private Exporter exporter;

    private boolean isConfigured;
    private boolean isLearned;

    /** The interfaces at hand of an exporter, most of which have few, by place. */
    private static final class Exporter {

        private long high;
        private long low;

        /** Batches that it sent since it is at hand. */
        private long batches;

        /** The index, with the bit of IPv6. */
        private final long[] indexes = new long[RECENT];

        /** Where it leads to, as of what was learned before; null if the place is empty. */
        private final Side[] sides = new Side[RECENT];

        /** What was learned of it; negative if nothing. */
        private final int[] rows = new int[RECENT];

        /** How many flows of the batch left by it, two of each: to outside and to inside. */
        private final int[] left = new int[2 * RECENT];

        /** Takes the place of the one before. */
        void become(long newHigh, long newLow) {
            high = newHigh;
            low = newLow;
            batches = 0;
            Arrays.fill(sides, null);
        }
    }

    /**
     * @param outside those that lead outside; all others of the same exporters lead inside
     */
    InterfaceSides(List<ExporterInterface> outside) {
        Set<String> exporters = new HashSet<>();
        for (ExporterInterface each : outside) {
            IpAddress exporter = each.address();
            exporters.add(each.exporter());
            key[0] = exporter.high();
            key[1] = exporter.low();
            key[2] = each.index();
            long hash = this.outside.hash(key, 0);
            if (this.outside.find(hash, key, 0) < 0) {
                this.outside.append(hash, key, 0);
            }
        }
        configured = new KnownHosts(List.copyOf(exporters));
    }

    /** The flows of this batch come next, and {@link #end}. */
    void begin(FlowBatch batch) {
        key[0] = batch.exporterHigh();
        key[1] = batch.exporterLow();
        isConfigured = configured.contains(key[0], key[1]);
        exporter = exporter(key[0], key[1]);
        isLearned = exporter.batches < ALL_LEARNED || exporter.batches % LEARNED == 0;
        exporter.batches++;
    }

    private Exporter exporter(long high, long low) {
        int at = (int) KeyHash.of(high, low) & (RECENT_EXPORTERS - 1);
        if (recent[at] == null) {
            recent[at] = new Exporter();
        }
        if (recent[at].high != high || recent[at].low != low) {
            recent[at].become(high, low);
        }
        return recent[at];
    }

    /**
     * Where an interface of the exporter leads to by which a flow came.
     *
     * @param index 0 if it is not known
     */
    Side of(long index, boolean isIpv4) {
        return index == 0 ? Side.UNKNOWN : exporter.sides[placeOf(indexOfVersion(index, isIpv4))];
    }

    /**
     * Learns from a flow that left by an interface, likewise; what is learned holds from the next
     * batch on.
     */
    void left(long index, boolean isIpv4, boolean toInside) {
        if (index != 0) {
            exporter.left[2 * placeOf(indexOfVersion(index, isIpv4)) + (toInside ? 1 : 0)]++;
        }
    }

    /** Whether the flows of this batch are to be learned from. */
    boolean isLearned() {
        return isLearned;
    }

    /** There are no more flows of this batch. */
    void end() {
        if (!isLearned) {
            return;
        }
        for (int place = 0; place < RECENT; place++) {
            learn(place);
        }
    }

    private int placeOf(long indexOfVersion) {
        int place = (int) (indexOfVersion ^ indexOfVersion >>> 1) & (RECENT - 1);
        if (exporter.indexes[place] != indexOfVersion || exporter.sides[place] == null) {
            take(place, indexOfVersion);
        }
        return place;
    }

    /** Gives the place to an interface. */
    private void take(int place, long indexOfVersion) {
        learn(place);
        int row = isConfigured ? NONE : learned.find(seek(indexOfVersion), key, 0);
        exporter.indexes[place] = indexOfVersion;
        exporter.rows[place] = row;
        exporter.sides[place] = isConfigured ? configuredSide(indexOfVersion) : sideOf(row);
    }

    private Side configuredSide(long indexOfVersion) {
        key[2] = indexOfVersion >>> 1;
        return outside.find(outside.hash(key, 0), key, 0) < 0 ? Side.INSIDE : Side.OUTSIDE;
    }

    private void learn(int place) {
        int toOutside = exporter.left[2 * place];
        int toInside = exporter.left[2 * place + 1];
        if ((toOutside | toInside) == 0) {
            return;
        }
        exporter.left[2 * place] = 0;
        exporter.left[2 * place + 1] = 0;
        if (isConfigured) {
            return;
        }
        int row = exporter.rows[place];
        if (row < 0) {
            row = append(exporter.indexes[place]);
            exporter.rows[place] = row;
        }
        if (row >= 0) {
            learn(row, toInside, toOutside);
        }
        exporter.sides[place] = sideOf(row);
    }

    private void learn(int row, int toInside, int toOutside) {
        long inward = learned.get(row, INWARD) + toInside;
        long outward = learned.get(row, OUTWARD) + toOutside;
        boolean isMuch = inward + outward > REMEMBERED_FLOWS;
        learned.set(row, INWARD, isMuch ? inward / 2 : inward);
        learned.set(row, OUTWARD, isMuch ? outward / 2 : outward);
    }

    /** A new row; negative if there is no room. */
    private int append(long indexOfVersion) {
        if (learned.size() == MAX_INTERFACES) {
            return NONE;
        }
        int row = learned.append(seek(indexOfVersion), key, 0);
        learned.set(row, INWARD, 0);
        learned.set(row, OUTWARD, 0);
        return row;
    }

    /**
     * @param row of what was learned; negative if nothing was
     */
    private Side sideOf(int row) {
        if (row < 0) {
            return Side.UNKNOWN;
        }
        long inward = learned.get(row, INWARD);
        long outward = learned.get(row, OUTWARD);
        if (inward + outward < LEAST_FLOWS) {
            return Side.UNKNOWN;
        }
        if (inward * STRAY <= outward) {
            return Side.OUTSIDE;
        }
        return outward * STRAY <= inward ? Side.INSIDE : Side.UNKNOWN;
    }

    private static long indexOfVersion(long index, boolean isIpv4) {
        return index << 1 | (isIpv4 ? 0 : 1);
    }

    /** The hash of the key of what was learned. */
    private long seek(long indexOfVersion) {
        key[2] = indexOfVersion;
        return learned.hash(key, 0);
    }
}
