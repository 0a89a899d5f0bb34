package io.weir.operators.detect;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.enrich.FlowEnd;
import io.weir.operators.enrich.names.IpProtocols;

/**
 * Flows between a host and an address outside that is on a list of threats, both ways. The suspect
 * is the host, for each such address and by who opened the session; the peer is the address, the
 * number the port of the service.
 *
 * <p>Refusals, and ICMP that is no echo, are what became of a packet, not an exchange.
 */
final class ThreatExchanges implements EvidenceSieve {

    /** The bit of the scope that says that the suspect opened the session. */
    private static final int OPENED = 1;

    /** Whether the suspect opened the sessions that are evidence. */
    static boolean isOpenedBy(Suspect suspect) {
        return (suspect.scope() & OPENED) != 0;
    }

    @Override
    public void sift(FlowsByProtocol byProtocol, EvidenceSums sums) {
        EnrichedFlows flows = byProtocol.enriched();
        FlowEnd source = flows.source();
        FlowEnd destination = flows.destination();
        int size = flows.size();
        for (int row = 0; row < size; row++) {
            if (destination.threatId(row) != 0 && !destination.isInside(row)) {
                sift(byProtocol, row, source, destination, sums);
            } else if (source.threatId(row) != 0 && !source.isInside(row)) {
                sift(byProtocol, row, destination, source, sums);
            }
        }
    }

    private static void sift(
            FlowsByProtocol flows, int row, FlowEnd host, FlowEnd listed, EvidenceSums sums) {
        FlowBatch batch = flows.batch();
        if (isOtherIcmp(batch, row)) {
            return;
        }
        FlowEnd client = flows.enriched().client(row);
        int hash = (int) flows.hashOf(listed.fields().address(), row);
        int scope = client == host ? hash | OPENED : hash & ~OPENED;
        long port = port(batch, row, client == listed ? host : listed);
        add(flows, row, FlowDirection.FORWARD, host, scope, port, sums);
        if (flows.isBothWays(row)) {
            add(flows, row, FlowDirection.REVERSE, host, scope, port, sums);
        }
    }

    private static void add(
            FlowsByProtocol flows,
            int row,
            FlowDirection way,
            FlowEnd host,
            int scope,
            long port,
            EvidenceSums sums) {
        FlowBatch batch = flows.batch();
        boolean isRefusal =
                batch.getOr(FlowField.PROTOCOL, row, 0) == IpProtocols.TCP
                        && TcpFlow.of(batch.getOr(way.tcpFlags(), row, 0)) == TcpFlow.REFUSAL;
        if (!isRefusal) {
            sums.add(flows, row, way, host.fields().address(), scope, port);
        }
    }

    private static boolean isOtherIcmp(FlowBatch batch, int row) {
        return isIcmp(batch, row)
                && !IcmpMessages.isEchoRequest(batch, row)
                && !IcmpMessages.isEchoReply(batch, row);
    }

    /** ICMP has none; some exporters put type and code there. */
    private static long port(FlowBatch batch, int row, FlowEnd service) {
        return isIcmp(batch, row) ? 0 : batch.getOr(service.fields().port(), row, 0);
    }

    private static boolean isIcmp(FlowBatch batch, int row) {
        long protocol = batch.getOr(FlowField.PROTOCOL, row, 0);
        return protocol == IpProtocols.ICMP || protocol == IpProtocols.ICMPV6;
    }
}
