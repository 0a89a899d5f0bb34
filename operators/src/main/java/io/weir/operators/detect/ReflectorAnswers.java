package io.weir.operators.detect;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;
import io.weir.operators.enrich.networks.TrafficDirection;
import io.weir.operators.tables.KeyHash;

/**
 * Large answers that UDP services inside send outside, where they are much for one address. The
 * suspect is the service's host, for each address by itself; the peer is that address, the number
 * the port of the service.
 */
final class ReflectorAnswers implements EvidenceSieve {

    private final int ports;
    private final VolumeGate gate;

    ReflectorAnswers(SieveOptions options, SieveTables tables) {
        ports = tables.ports().watch(options.reflectorPorts());
        gate = tables.seconds().gate(options.reflectedBytes());
    }

    @Override
    public void sift(FlowsByProtocol flows, EvidenceSums sums) {
        FlowsByProtocol.Rows udp = flows.udp();
        for (int i = 0; i < udp.size(); i++) {
            int row = udp.get(i);
            if (flows.isWatched(FlowField.SOURCE_PORT, row, ports)) {
                sift(flows, row, FlowDirection.FORWARD, TrafficDirection.OUTBOUND, sums);
            }
            if (flows.isWatched(FlowField.DESTINATION_PORT, row, ports) && flows.isBothWays(row)) {
                sift(flows, row, FlowDirection.REVERSE, TrafficDirection.INBOUND, sums);
            }
        }
    }

    /**
     * @param outward the direction of the record whose flow this way goes outside
     */
    private void sift(
            FlowsByProtocol flows,
            int row,
            FlowDirection way,
            TrafficDirection outward,
            EvidenceSums sums) {
        FlowBatch batch = flows.batch();
        if (flows.enriched().direction(row) != outward || !LargeAnswers.isOf(batch, row, way)) {
            return;
        }
        int port = (int) batch.get(way.sourcePort(), row);
        long peer = flows.hashOf(way.destination(), row);
        long service = flows.hashOf(way.source(), row);
        long pair = KeyHash.of(KeyHash.of(service, port), peer);
        if (gate.passes(batch.receivedMillis(), pair, way.bytes(batch, row))) {
            int scope = (int) KeyHash.of(port, peer);
            sums.add(flows, row, way, way.source(), scope, port);
        }
    }
}
