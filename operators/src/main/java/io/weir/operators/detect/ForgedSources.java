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

    private final ForgeryTable forgeries = new ForgeryTable();
    private final KnownHosts bogons;
    private final InterfaceSides sides;

    /**
     * @param bogons addresses that no host can have, besides those of the registries
     * @param outside interfaces that lead outside; those of other exporters are learned
     */
    ForgedSources(List<String> bogons, List<ExporterInterface> outside) {
        this.bogons = new KnownHosts(bogons);
        this.sides = new InterfaceSides(outside);
    }

    @Override
    public void sift(FlowsByProtocol byProtocol, EvidenceSums sums) {
        EnrichedFlows flows = byProtocol.enriched();
        FlowBatch batch = flows.batch();
        sides.begin(batch);
        int size = batch.size();
        for (int row = 0; row < size; row++) {
            Locality from = flows.source().locality(row);
            Locality to = flows.destination().locality(row);
            if (from != null && to != null && !to.isOnNoSide()) {
                Forgery forgery = forgery(flows, row, from);
                if (forgery != null) {
                    int input = (int) batch.getOr(FlowField.INPUT_INTERFACE, row, 0);
                    sums.addAgainstExporter(byProtocol, row, input, forgery.number());
                }
            }
        }
        sides.end();
    }

    @Nullable
    private Forgery forgery(EnrichedFlows flows, int row, Locality from) {
        FlowBatch batch = flows.batch();
        boolean isIpv4 =
                IpAddress.isIpv4(
                        batch.getHigh(FlowField.DESTINATION_ADDRESS, row),
                        batch.get(FlowField.DESTINATION_ADDRESS, row));
        boolean fromInside = flows.source().isInside(row);
        boolean toInside = flows.destination().isInside(row);
        Side in = sides.of(batch.getOr(FlowField.INPUT_INTERFACE, row, 0), isIpv4);
        Side out = sides.left(batch.getOr(FlowField.OUTPUT_INTERFACE, row, 0), isIpv4, toInside);
        if (isBogon(batch, row, from)) {
            return Forgery.BOGON;
        }
        Forgery forgery = forgeries.of(from, fromInside, toInside, in, out);
        boolean isAllowed =
                forgery != null
                        && forgery != Forgery.FOREIGN
                        && isRouterOfProvider(batch, row, from);
        return isAllowed ? null : forgery;
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
