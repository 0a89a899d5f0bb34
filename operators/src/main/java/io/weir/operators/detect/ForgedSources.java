package io.weir.operators.detect;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.detect.InterfaceSides.Side;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.enrich.networks.Locality;
import java.util.List;
import javax.annotation.Nullable;

/**
 * Flows whose source cannot be where it comes from. As there may be any number of these sources,
 * the suspect is the exporter, by the interface at which they enter; the peer is the source, the
 * number that of the {@link Forgery}.
 *
 * <p>Hosts without an address yet, and addresses of one link, have a right to be seen. Flows to
 * groups and to all are of one link, too.
 */
final class ForgedSources implements EvidenceSieve {

    private final ForgeryTable forgeries;
    private final KnownHosts bogons;

    /** The first ones are the rows of the batch that may have a forged source. */
    private int[] suspicious = {};

    /** Their {@linkplain ForgeryTable#way ways}. */
    private int[] ways = {};

    private final InterfaceSides sides;

    /**
     * @param bogons addresses that no host can have, besides those of the registries
     * @param outside interfaces that lead outside; those of other exporters are learned
     */
    ForgedSources(List<String> bogons, List<ExporterInterface> outside) {
        this.bogons = new KnownHosts(bogons);
        forgeries = new ForgeryTable(/* isAnyPossible= */ !bogons.isEmpty());
        this.sides = new InterfaceSides(outside);
    }

    @Override
    public void sift(FlowsByProtocol byProtocol, EvidenceSums sums) {
        EnrichedFlows flows = byProtocol.enriched();
        FlowBatch batch = flows.batch();
        sides.begin(batch);
        if (sides.isLearned()) {
            learn(flows);
        }
        int count = gather(flows);
        for (int i = 0; i < count; i++) {
            sift(byProtocol, suspicious[i], ways[i], sums);
        }
        sides.end();
    }

    /**
     * Gathers those that have a forged source if their interfaces say nothing else; without a
     * branch, as they are not to be foreseen.
     *
     * @return how many
     */
    private int gather(EnrichedFlows flows) {
        int size = flows.size();
        if (suspicious.length <= size) {
            suspicious = new int[size + 1];
            ways = new int[size + 1];
        }
        int count = 0;
        for (int row = 0; row < size; row++) {
            if (isToHost(flows, row)) {
                Locality from = flows.source().locality(row);
                boolean fromInside = flows.source().isInside(row);
                boolean toInside = flows.destination().isInside(row);
                int way = forgeries.way(from, fromInside, toInside);
                suspicious[count] = row;
                ways[count] = way;
                count += forgeries.possible(way);
            }
        }
        return count;
    }

    private void learn(EnrichedFlows flows) {
        FlowBatch batch = flows.batch();
        int size = batch.size();
        for (int row = 0; row < size; row++) {
            if (isToHost(flows, row)) {
                sides.left(
                        batch.getOr(FlowField.OUTPUT_INTERFACE, row, 0),
                        isIpv4(batch, row),
                        flows.destination().isInside(row));
            }
        }
    }

    /** Whether both ends are known, and the destination is not a group, all, or of one link. */
    private static boolean isToHost(EnrichedFlows flows, int row) {
        Locality to = flows.destination().locality(row);
        return to != null && !to.isOnNoSide() && flows.source().locality(row) != null;
    }

    private void sift(FlowsByProtocol byProtocol, int row, int way, EvidenceSums sums) {
        Forgery forgery = forgery(byProtocol.enriched(), row, way);
        if (forgery != null) {
            int input = (int) byProtocol.batch().getOr(FlowField.INPUT_INTERFACE, row, 0);
            sums.addAgainstExporter(byProtocol, row, input, forgery.number());
        }
    }

    @Nullable
    private Forgery forgery(EnrichedFlows flows, int row, int way) {
        FlowBatch batch = flows.batch();
        if (!bogons.isEmpty() && isBogon(batch, row, flows.source().locality(row))) {
            return Forgery.BOGON;
        }
        boolean isIpv4 = isIpv4(batch, row);
        Side in = sides.of(batch.getOr(FlowField.INPUT_INTERFACE, row, 0), isIpv4);
        Side out = sides.of(batch.getOr(FlowField.OUTPUT_INTERFACE, row, 0), isIpv4);
        Forgery forgery = forgeries.of(way, in, out);
        boolean isAllowed =
                forgery != null
                        && forgery != Forgery.FOREIGN
                        && isRouterOfProvider(batch, row, flows.source().locality(row));
        return isAllowed ? null : forgery;
    }

    private static boolean isIpv4(FlowBatch batch, int row) {
        return IpAddress.isIpv4(
                batch.getHigh(FlowField.DESTINATION_ADDRESS, row),
                batch.get(FlowField.DESTINATION_ADDRESS, row));
    }

    private boolean isBogon(FlowBatch batch, int row, Locality from) {
        return bogons.contains(
                        batch.getHigh(FlowField.SOURCE_ADDRESS, row),
                        batch.get(FlowField.SOURCE_ADDRESS, row))
                && from != Locality.UNSPECIFIED
                && from != Locality.LINK_LOCAL;
    }

    /**
     * Routers of providers have private addresses, and tell errors, as to traceroute, from them.
     */
    private static boolean isRouterOfProvider(FlowBatch batch, int row, Locality from) {
        return ForgeryTable.isPrivate(from) && IcmpMessages.isError(batch, row);
    }
}
