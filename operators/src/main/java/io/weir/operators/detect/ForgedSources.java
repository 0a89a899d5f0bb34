package io.weir.operators.detect;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.detect.InterfaceSides.Side;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.enrich.FlowEnd;
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
                sift(byProtocol, row, from, sums);
            }
        }
        sides.end();
    }

    private void sift(FlowsByProtocol byProtocol, int row, Locality from, EvidenceSums sums) {
        EnrichedFlows flows = byProtocol.enriched();
        FlowBatch batch = flows.batch();
        long input = batch.getOr(FlowField.INPUT_INTERFACE, row, 0);
        long output = batch.getOr(FlowField.OUTPUT_INTERFACE, row, 0);
        boolean isIpv4 =
                IpAddress.isIpv4(
                        batch.getHigh(FlowField.DESTINATION_ADDRESS, row),
                        batch.get(FlowField.DESTINATION_ADDRESS, row));
        sides.learn(output, isIpv4, flows.destination().isInside(row));
        Forgery forgery = forgery(flows, row, from, input, output, isIpv4);
        if (forgery != null) {
            sums.addAgainstExporter(byProtocol, row, (int) input, forgery.number());
        }
    }

    @Nullable
    private Forgery forgery(
            EnrichedFlows flows, int row, Locality from, long input, long output, boolean isIpv4) {
        FlowBatch batch = flows.batch();
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
        if (bogons.contains(
                batch.getHigh(FlowField.SOURCE_ADDRESS, row),
                batch.get(FlowField.SOURCE_ADDRESS, row))) {
            return Forgery.BOGON;
        }
        FlowEnd source = flows.source();
        boolean toInside = flows.destination().isInside(row);
        boolean isPrivate = from == Locality.PRIVATE || from == Locality.CGNAT;
        if (source.isInside(row)) {
            return toInside
                            && sides.of(input, isIpv4) == Side.OUTSIDE
                            && !isRouterOfProvider(batch, row, isPrivate)
                    ? Forgery.OWN_PREFIX
                    : null;
        }
        if (isPrivate && sides.of(input, isIpv4) == Side.OUTSIDE) {
            return isRouterOfProvider(batch, row, isPrivate) ? null : Forgery.BOGON;
        }
        return !toInside
                        && sides.of(output, isIpv4) == Side.OUTSIDE
                        && sides.of(input, isIpv4) == Side.INSIDE
                ? Forgery.FOREIGN
                : null;
    }

    /**
     * Routers of providers have private addresses, and tell errors, as to traceroute, from them.
     */
    private static boolean isRouterOfProvider(FlowBatch batch, int row, boolean isPrivate) {
        return isPrivate && IcmpMessages.isError(batch, row);
    }
}
