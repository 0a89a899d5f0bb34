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

    private static final int WAYS = Locality.values().length * ENDS;

    /** The first of the ways of what comes from there. */
    private final Map<Locality, Integer> firstWays = new EnumMap<>(Locality.class);

    /** By {@link #index}; null where it can come from there. */
    private final Forgery[] forgeries = new Forgery[WAYS * SIDES * SIDES];

    /** By way: 1 if there may be any, else 0. */
    private final int[] possible = new int[WAYS];

    /**
     * @param isAnyPossible whether there is more to ask of a source than is listed here
     */
    ForgeryTable(boolean isAnyPossible) {
        for (Locality from : Locality.values()) {
            int first = firstWays.size() * ENDS;
            firstWays.put(from, first);
            for (int ends = 0; ends < ENDS; ends++) {
                list(from, ends, first + ends);
                possible[first + ends] |= isAnyPossible ? 1 : 0;
            }
        }
    }

    private void list(Locality from, int ends, int way) {
        boolean fromInside = (ends & FROM_INSIDE) != 0;
        boolean toInside = (ends & TO_INSIDE) != 0;
        for (Side in : Side.values()) {
            for (Side out : Side.values()) {
                Forgery forgery = forgery(from, fromInside, toInside, in, out);
                forgeries[index(way, in, out)] = forgery;
                possible[way] |= forgery == null ? 0 : 1;
            }
        }
    }

    /**
     * The number of the way of a flow, by its ends.
     *
     * @param fromInside whether the source is in the operator's networks
     */
    int way(Locality from, boolean fromInside, boolean toInside) {
        return firstWays.get(from) + (fromInside ? FROM_INSIDE : 0) + (toInside ? TO_INSIDE : 0);
    }

    /**
     * Why the source cannot be where a flow comes from.
     *
     * @param way of {@link #way}
     * @param in where the interface leads to by which the flow came
     * @param out where the one leads to by which it left
     * @return null if it can
     */
    @Nullable
    Forgery of(int way, Side in, Side out) {
        return forgeries[index(way, in, out)];
    }

    /**
     * 1 if the source may be where a flow cannot come from, as its interfaces will tell, else 0: so
     * it is of most flows, whichever these are.
     *
     * @param way of {@link #way}
     */
    int possible(int way) {
        return possible[way];
    }

    private static int index(int way, Side in, Side out) {
        return (way * SIDES + in.code()) * SIDES + out.code();
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
