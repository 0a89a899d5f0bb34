package io.weir.operators.detect;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowBatch;
import io.weir.operators.tables.KeyHash;
import io.weir.operators.tables.KeyTable;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.Nullable;

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

    /** Those of the exporter of the batch. */
    private Place[] places;

    private boolean isConfigured;

    /** The interfaces at hand of an exporter: most have few. */
    private static final class Exporter {

        private long high;
        private long low;
        private final Place[] places = new Place[RECENT];

        Exporter() {
            Arrays.setAll(places, i -> new Place());
        }

        /** Takes the place of the one before. */
        void become(long newHigh, long newLow) {
            high = newHigh;
            low = newLow;
            for (Place place : places) {
                place.side = null;
            }
        }
    }

    /** What is at hand of an interface. */
    private static final class Place {

        private long index;

        /** What was learned of it; negative if nothing. */
        private int row;

        /** Where it leads to, as of what was learned before; null if the place is empty. */
        @Nullable private Side side;

        /** How many flows of the batch left by it, to outside and to inside. */
        private final int[] left = new int[2];
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
        places = exporter(key[0], key[1]).places;
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
        return index == 0 ? Side.UNKNOWN : placeOf(indexOfVersion(index, isIpv4)).side;
    }

    /**
     * Where an interface leads to by which a flow left, likewise, and learns from that flow; what
     * is learned holds from the next batch on.
     */
    Side left(long index, boolean isIpv4, boolean toInside) {
        if (index == 0) {
            return Side.UNKNOWN;
        }
        Place place = placeOf(indexOfVersion(index, isIpv4));
        place.left[toInside ? 1 : 0]++;
        return place.side;
    }

    /** There are no more flows of this batch. */
    void end() {
        for (Place place : places) {
            learn(place);
        }
    }

    private Place placeOf(long indexOfVersion) {
        Place place = places[(int) (indexOfVersion ^ indexOfVersion >>> 1) & (RECENT - 1)];
        if (place.side == null || place.index != indexOfVersion) {
            learn(place);
            place.index = indexOfVersion;
            place.row = isConfigured ? NONE : learned.find(seek(indexOfVersion), key, 0);
            place.side = isConfigured ? configuredSide(indexOfVersion) : sideOf(place.row);
        }
        return place;
    }

    private Side configuredSide(long indexOfVersion) {
        key[2] = indexOfVersion >>> 1;
        return outside.find(outside.hash(key, 0), key, 0) < 0 ? Side.INSIDE : Side.OUTSIDE;
    }

    private void learn(Place place) {
        if ((place.left[0] | place.left[1]) == 0) {
            return;
        }
        if (!isConfigured) {
            if (place.row < 0) {
                place.row = append(place.index);
            }
            if (place.row >= 0) {
                learn(place.row, place.left[1], place.left[0]);
            }
            place.side = sideOf(place.row);
        }
        Arrays.fill(place.left, 0);
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
