package io.weir.operators.detect;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;
import io.weir.operators.enrich.networks.TrafficDirection;
import java.util.List;

/**
 * Flows of hosts inside to ports outside where peers share files, by UDP or in TCP sessions. The
 * suspect is the host inside, the peer the other one, the number the port there. What a service
 * with a port below 1024 sends is an answer to a client whose own port happens to be such a one.
 */
final class PeerExchanges implements EvidenceSieve {

    private static final int FIRST_USER_PORT = 1_024;

    private final int ports;

    PeerExchanges(List<Integer> ports, SieveTables tables) {
        this.ports = tables.ports().watch(ports);
    }

    @Override
    public void sift(FlowsByProtocol flows, EvidenceSums sums) {
        FlowsByProtocol.Rows udp = flows.udp();
        for (int i = 0; i < udp.size(); i++) {
            if (flows.isWatched(FlowField.DESTINATION_PORT, udp.get(i), ports)) {
                sift(flows, udp.get(i), sums);
            }
        }
        FlowsByProtocol.Rows tcp = flows.tcp();
        for (int i = 0; i < tcp.size(); i++) {
            if (flows.isWatched(FlowField.DESTINATION_PORT, tcp.get(i), ports)) {
                siftTcp(flows, tcp.get(i), sums);
            }
        }
    }

    private static void siftTcp(FlowsByProtocol flows, int row, EvidenceSums sums) {
        if ((flows.batch().getOr(FlowField.TCP_FLAGS, row, 0) & TcpFlags.ACK) != 0) {
            sift(flows, row, sums);
        }
    }

    private static void sift(FlowsByProtocol flows, int row, EvidenceSums sums) {
        FlowBatch batch = flows.batch();
        if (batch.getOr(FlowField.SOURCE_PORT, row, 0) >= FIRST_USER_PORT
                && flows.enriched().direction(row) == TrafficDirection.OUTBOUND) {
            long port = batch.get(FlowField.DESTINATION_PORT, row);
            sums.add(flows, row, FlowDirection.FORWARD, FlowField.SOURCE_ADDRESS, port);
        }
    }
}
