package io.weir.operators.detect;

import io.weir.operators.detect.InterfaceSides.Side;
import io.weir.operators.enrich.networks.Locality;
import java.util.EnumMap;
import java.util.Map;
import javax.annotation.Nullable;

/**
 * Which flows have a forged source, by where they come from and go to. Made once for all there are:
 * a flow's way is as hard to foresee for a processor as it is cheap to list.
 */
final class ForgeryTable {

    private static final int SIDES = 3;
    private static final int FROM_INSIDE = 1;
    private static final int TO_INSIDE = 2;
    private static final int ENDS = 2 * 2;

    private final Map<Locality, Ways> byLocality = new EnumMap<>(Locality.class);

    /** Those of a locality. */
    private static final class Ways {

        /** By {@link #index}; null where it can come from there. */
        private final Forgery[] forgeries = new Forgery[ENDS * SIDES * SIDES];

        /** By {@link #ends}: 1 if there may be any, else 0. */
        private final int[] possible = new int[ENDS];

        Ways(Locality from, boolean isAnyPossible) {
            for (int ends = 0; ends < ENDS; ends++) {
                boolean fromInside = (ends & FROM_INSIDE) != 0;
                boolean toInside = (ends & TO_INSIDE) != 0;
                boolean isPossible = isAnyPossible;
                for (Side in : Side.values()) {
                    for (Side out : Side.values()) {
                        Forgery forgery = forgery(from, fromInside, toInside, in, out);
                        forgeries[index(ends, in, out)] = forgery;
                        isPossible |= forgery != null;
                    }
                }
                possible[ends] = isPossible ? 1 : 0;
            }
        }
    }

    /**
     * @param isAnyPossible whether there is more to ask of a source than is listed here
     */
    ForgeryTable(boolean isAnyPossible) {
        for (Locality from : Locality.values()) {
            byLocality.put(from, new Ways(from, isAnyPossible));
        }
    }

    /**
     * Why the source cannot be where a flow comes from.
     *
     * @param fromInside whether the source is in the operator's networks
     * @param in where the interface leads to by which the flow came
     * @param out where the one leads to by which it left
     * @return null if it can
     */
    @Nullable
    Forgery of(Locality from, boolean fromInside, boolean toInside, Side in, Side out) {
        return byLocality.get(from).forgeries[index(ends(fromInside, toInside), in, out)];
    }

    /**
     * 1 if the source may be where a flow cannot come from, as its interfaces will tell, else 0: so
     * it is of most flows, whichever these are.
     */
    int possible(Locality from, boolean fromInside, boolean toInside) {
        return byLocality.get(from).possible[ends(fromInside, toInside)];
    }

    private static int ends(boolean fromInside, boolean toInside) {
        return (fromInside ? FROM_INSIDE : 0) + (toInside ? TO_INSIDE : 0);
    }

    private static int index(int ends, Side in, Side out) {
        return (ends * SIDES + in.code()) * SIDES + out.code();
    }

    @Nullable
    private static Forgery forgery(
            Locality from, boolean fromInside, boolean toInside, Side in, Side out) {
        switch (from) {
            case UNSPECIFIED, LINK_LOCAL -> {
                return null;
            }
            case BOGON, LOOPBACK, MULTICAST, BROADCAST -> {
                return Forgery.BOGON;
            }
            default -> {
                // Depends on where it comes from.
            }
        }
        if (fromInside) {
            return toInside && in == Side.OUTSIDE ? Forgery.OWN_PREFIX : null;
        }
        if (isPrivate(from) && in == Side.OUTSIDE) {
            return Forgery.BOGON;
        }
        return !toInside && out == Side.OUTSIDE && in == Side.INSIDE ? Forgery.FOREIGN : null;
    }

    /** Whether it is of a network that others may have, too. */
    static boolean isPrivate(Locality locality) {
        return locality == Locality.PRIVATE || locality == Locality.CGNAT;
    }
}
