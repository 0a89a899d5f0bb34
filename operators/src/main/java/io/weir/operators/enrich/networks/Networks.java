package io.weir.operators.enrich.networks;

import io.weir.operators.enrich.prefix.AddressRange;
import io.weir.operators.enrich.prefix.PrefixTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where addresses belong. One look-up gives an address's <em>place</em>; locality, label and side
 * are read from the place. Immutable; looking up allocates nothing.
 *
 * <p>What decides, each by the longest prefix that says anything of it:
 *
 * <ul>
 *   <li><b>inside or outside</b>: the operator's file, whose networks are inside unless they say
 *       {@code internal: no}, and {@code networks.internal}, which by default has the private
 *       ranges. What neither has is outside.
 *   <li><b>label</b>: the operator's file.
 *   <li><b>locality</b>: {@link SpecialAddresses}; but {@link Locality#INTERNAL} for what the
 *       operator's file has inside, and for public and carrier-grade NAT addresses inside. Private
 *       addresses that only {@code networks.internal} has stay {@link Locality#PRIVATE}. Loopback,
 *       link-local, multicast and the like stay what they are.
 * </ul>
 */
public final class Networks {

    /** The default of {@code networks.internal}. */
    public static final List<String> PRIVATE_RANGES =
            List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7");

    private final PrefixTable table;

    /** By place. */
    private final Locality[] localities;

    private final int[] labelIds;
    private final boolean[] inside;

    /** By id, the first null. */
    private final NetworkLabel[] labels;

    private final boolean knowsOwnPublicNetworks;

    private Networks(
            PrefixTable table,
            List<Place> places,
            List<NetworkLabel> labels,
            boolean knowsOwnPublicNetworks) {
        this.table = table;
        this.labels = labels.toArray(NetworkLabel[]::new);
        this.knowsOwnPublicNetworks = knowsOwnPublicNetworks;
        localities = new Locality[places.size()];
        labelIds = new int[places.size()];
        inside = new boolean[places.size()];
        for (int i = 0; i < localities.length; i++) {
            Place place = places.get(i);
            localities[i] = place.locality();
            labelIds[i] = place.label();
            inside[i] = place.isInside();
        }
    }

    /** Without a file of networks. */
    public static Networks of(List<AddressRange> internal) {
        return of(internal, List.of());
    }

    /**
     * The networks of the operator.
     *
     * @param internal what is inside besides
     * @param labelled the entries of the operator's file
     */
    static Networks of(List<AddressRange> internal, List<LabelledNetwork> labelled) {
        return new Builder().build(internal, labelled);
    }

    /** The place of an address, given as two halves. */
    public int placeOf(long high, long low) {
        return table.get(high, low);
    }

    /** The locality of what is in a place. */
    public Locality locality(int place) {
        return localities[place];
    }

    /** The id of the label of a place; 0 if it has none. */
    public int labelId(int place) {
        return labelIds[place];
    }

    /** Whether a place is inside the operator's networks. */
    public boolean isInside(int place) {
        return inside[place];
    }

    /** The label of an id; null of 0. */
    public NetworkLabel label(int labelId) {
        return labels[labelId];
    }

    /** The number of different labels. */
    public int labels() {
        return labels.length - 1;
    }

    /**
     * The direction of a flow between two places.
     *
     * <p>Ends that are no single host (multicast, broadcast, unspecified) or whose address means
     * something on one link only (link-local, loopback) are on the side of the other end; two such
     * are internal. Where no network is configured, private addresses are inside and all others
     * outside.
     */
    public TrafficDirection direction(int source, int destination) {
        Locality from = locality(source);
        Locality to = locality(destination);
        boolean fromInside = from.isOnNoSide() ? isInsideOrNowhere(destination) : inside[source];
        boolean toInside = to.isOnNoSide() ? isInsideOrNowhere(source) : inside[destination];
        if (fromInside) {
            return toInside ? TrafficDirection.INTERNAL : TrafficDirection.OUTBOUND;
        }
        if (toInside) {
            return TrafficDirection.INBOUND;
        }
        return knowsOwnPublicNetworks && from == Locality.PUBLIC && to == Locality.PUBLIC
                ? TrafficDirection.TRANSIT
                : TrafficDirection.EXTERNAL;
    }

    private boolean isInsideOrNowhere(int place) {
        return inside[place] || locality(place).isOnNoSide();
    }

    /** What one prefix, or several around an address together, say of it. */
    private record Place(Locality registered, int label, Side side) {

        enum Side {
            UNSAID,
            OUTSIDE,
            INSIDE,
            /** Inside by the operator's file. */
            INSIDE_BY_FILE
        }

        boolean isInside() {
            return side == Side.INSIDE || side == Side.INSIDE_BY_FILE;
        }

        Locality locality() {
            if (registered.isOnNoSide()) {
                return registered;
            }
            boolean notPrivateByItself =
                    registered == Locality.PUBLIC || registered == Locality.CGNAT;
            return side == Side.INSIDE_BY_FILE || (side == Side.INSIDE && notPrivateByItself)
                    ? Locality.INTERNAL
                    : registered;
        }

        /** This place with all that a prefix inside it says. */
        Place with(Place inner) {
            return new Place(
                    inner.registered == null ? registered : inner.registered,
                    inner.label == 0 ? label : inner.label,
                    inner.side == Side.UNSAID ? side : inner.side);
        }
    }

    private static final class Builder {

        private static final Place NOWHERE = new Place(null, 0, Place.Side.UNSAID);

        private final List<Place> places = new ArrayList<>();
        private final Map<Place, Integer> placeIds = new HashMap<>();
        private final List<NetworkLabel> labels = new ArrayList<>();
        private final Map<NetworkLabel, Integer> labelIds = new HashMap<>();
        private final PrefixTable.Builder table = PrefixTable.builder();

        Networks build(List<AddressRange> internal, List<LabelledNetwork> labelled) {
            id(NOWHERE);
            labels.add(null);
            // Of equal prefixes the later counts: the operator's word goes before the registry's,
            // the file's before that of the setting.
            for (SpecialAddresses.Special special : SpecialAddresses.ALL) {
                add(special.range(), new Place(special.locality(), 0, Place.Side.UNSAID));
            }
            for (AddressRange range : internal) {
                add(range, new Place(null, 0, Place.Side.INSIDE));
            }
            for (LabelledNetwork network : labelled) {
                Place.Side side =
                        network.internal() ? Place.Side.INSIDE_BY_FILE : Place.Side.OUTSIDE;
                add(network.range(), new Place(null, labelId(network.label()), side));
            }
            PrefixTable built =
                    table.build(
                            (around, inside) -> id(places.get(around).with(places.get(inside))));
            return new Networks(built, registered(), labels, hasOwnPublicNetworks());
        }

        private void add(AddressRange range, Place place) {
            table.add(range, id(place));
        }

        private int id(Place place) {
            return placeIds.computeIfAbsent(
                    place,
                    added -> {
                        places.add(added);
                        return places.size() - 1;
                    });
        }

        private int labelId(NetworkLabel label) {
            return labelIds.computeIfAbsent(
                    label,
                    added -> {
                        labels.add(added);
                        return labels.size() - 1;
                    });
        }

        /** Those of single entries, which no address has by itself, become what they say. */
        private List<Place> registered() {
            return places.stream()
                    .map(place -> place.registered() == null ? ofNoAddress(place) : place)
                    .toList();
        }

        private static Place ofNoAddress(Place place) {
            return new Place(Locality.BOGON, place.label(), place.side());
        }

        private boolean hasOwnPublicNetworks() {
            return places.stream()
                    .anyMatch(place -> place.registered() == Locality.PUBLIC && place.isInside());
        }
    }
}
