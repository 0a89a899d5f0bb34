package io.weir.operators.detect;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;
import io.weir.operators.enrich.networks.TrafficDirection;
import java.util.List;

/**
 * Sessions of hosts inside with mail servers outside, TCP 25 (RFC 5321 §4.5.4.2). The suspect is
 * the host inside, the peer the server. Known mail servers are none.
 */
final class MailDeliveries implements EvidenceSieve {

    private static final int SMTP = 25;

    private final KnownHosts mailServers;
    private final int smtp;

    MailDeliveries(List<String> mailServers, SieveTables tables) {
        this.mailServers = new KnownHosts(mailServers);
        smtp = tables.ports().watch(List.of(SMTP));
    }

    @Override
    public void sift(FlowsByProtocol flows, EvidenceSums sums) {
        FlowsByProtocol.Rows tcp = flows.tcp();
        for (int i = 0; i < tcp.size(); i++) {
            if (flows.isWatched(FlowField.DESTINATION_PORT, tcp.get(i), smtp)) {
                sift(flows, tcp.get(i), sums);
            }
        }
    }

    private void sift(FlowsByProtocol flows, int row, EvidenceSums sums) {
        FlowBatch batch = flows.batch();
        if ((batch.getOr(FlowField.TCP_FLAGS, row, 0) & TcpFlags.ACK) != 0
                && flows.enriched().direction(row) == TrafficDirection.OUTBOUND
                && !isMailServer(batch, row)) {
            sums.add(flows, row, FlowDirection.FORWARD, FlowField.SOURCE_ADDRESS, SMTP);
        }
    }

    private boolean isMailServer(FlowBatch batch, int row) {
        return mailServers.contains(
                batch.getHigh(FlowField.SOURCE_ADDRESS, row),
                batch.get(FlowField.SOURCE_ADDRESS, row));
    }
}
