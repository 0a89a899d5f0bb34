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
    private static final int WAYS = 2 * 2 * SIDES * SIDES;

    private final Map<Locality, Forgery[]> byLocality = new EnumMap<>(Locality.class);

    ForgeryTable() {
        for (Locality from : Locality.values()) {
            byLocality.put(from, ofWays(from));
        }
    }

    private static Forgery[] ofWays(Locality from) {
        Forgery[] forgeries = new Forgery[WAYS];
        for (Side in : Side.values()) {
            for (Side out : Side.values()) {
                for (int way = 0; way < 2 * 2; way++) {
                    boolean fromInside = (way & 1) != 0;
                    boolean toInside = (way & 2) != 0;
                    forgeries[index(fromInside, toInside, in, out)] =
                            forgery(from, fromInside, toInside, in, out);
                }
            }
        }
        return forgeries;
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
        return byLocality.get(from)[index(fromInside, toInside, in, out)];
    }

    private static int index(boolean fromInside, boolean toInside, Side in, Side out) {
        int ends = (fromInside ? 1 : 0) + (toInside ? 2 : 0);
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
