package io.weir.operators.detect;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowBatch;
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
        INSIDE,
        OUTSIDE,
        UNKNOWN
    }

    static final int MAX_INTERFACES = 1 << 13;

    /** So many flows must have left by an interface before anything is said of it. */
    static final int LEAST_FLOWS = 100;

    /** From so many flows on, older ones count half. */
    static final int REMEMBERED_FLOWS = 10_000;

    /** One stray flow in so many does not count: to addresses that nobody has, by default route. */
    private static final int STRAY = 100;

    private static final int NONE = -1;

    private static final int RECENT = 16;
    private static final int KEY = 3;
    private static final int INWARD = 3;
    private static final int OUTWARD = 4;

    /** Exporter, and the index with the bit of IPv6; flows to inside and outside that left. */
    private final KeyTable learned = new KeyTable(KEY, KEY + 2);

    /** Exporter and index. */
    private final KeyTable outside = new KeyTable(KEY, KEY);

    private final KnownHosts configured;

    /** For the interfaces of a batch: these are few mostly. */
    private final Place[] places = new Place[RECENT];

    private final long[] key = new long[KEY];
    private boolean isConfigured;

    /** What a batch has of an interface. */
    private static final class Place {

        private long index;

        /** What was learned of it; negative if nothing. */
        private int row;

        /** Where it leads to, as of what was learned before; null if the place is empty. */
        @Nullable private Side side;

        /** How many flows of the batch left by it to inside. */
        private int inward;

        private int outward;
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
        Arrays.setAll(places, i -> new Place());
    }

    /** The flows of this batch come next, and {@link #end}. */
    void begin(FlowBatch batch) {
        key[0] = batch.exporterHigh();
        key[1] = batch.exporterLow();
        isConfigured = configured.contains(key[0], key[1]);
        for (Place place : places) {
            place.side = null;
        }
    }

    /**
     * Learns from a flow where the interface leads to by which it leaves; what is learned holds
     * from the next batch on.
     *
     * @param index of that interface; 0 if it is not known
     */
    void learn(long index, boolean isIpv4, boolean toInside) {
        if (isConfigured || index == 0) {
            return;
        }
        Place place = placeOf(indexOfVersion(index, isIpv4));
        if (toInside) {
            place.inward++;
        } else {
            place.outward++;
        }
    }

    /** There are no more flows of this batch. */
    void end() {
        for (Place place : places) {
            learn(place);
        }
    }

    private Place placeOf(long indexOfVersion) {
        Place place = places[(int) indexOfVersion & (RECENT - 1)];
        if (place.side == null || place.index != indexOfVersion) {
            learn(place);
            place.index = indexOfVersion;
            place.row = learned.find(seek(indexOfVersion), key, 0);
            place.side = place.row < 0 ? Side.UNKNOWN : sideOf(place.row);
        }
        return place;
    }

    private void learn(Place place) {
        if ((place.inward | place.outward) == 0) {
            return;
        }
        int row = place.row < 0 ? append(place.index) : place.row;
        if (row >= 0) {
            long inward = learned.get(row, INWARD) + place.inward;
            long outward = learned.get(row, OUTWARD) + place.outward;
            boolean isMuch = inward + outward > REMEMBERED_FLOWS;
            learned.set(row, INWARD, isMuch ? inward / 2 : inward);
            learned.set(row, OUTWARD, isMuch ? outward / 2 : outward);
        }
        place.inward = 0;
        place.outward = 0;
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
     * Where an interface of the exporter leads to.
     *
     * @param index 0 if it is not known
     */
    Side of(long index, boolean isIpv4) {
        if (index == 0) {
            return Side.UNKNOWN;
        }
        if (isConfigured) {
            key[2] = index;
            return outside.find(outside.hash(key, 0), key, 0) < 0 ? Side.INSIDE : Side.OUTSIDE;
        }
        return placeOf(indexOfVersion(index, isIpv4)).side;
    }

    private Side sideOf(int row) {
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
