package io.weir.operators.detect;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;

/**
 * Answers to TCP that nothing follows: flows with nothing but SYN-ACK, and lone RST. The suspect is
 * who answers, the peer whom it answers, the number the port that answers. Sessions of the same
 * host that went on speak against it.
 */
final class Backscatter implements EvidenceSieve {

    private static final int SAID_MORE = TcpFlags.FIN | TcpFlags.PSH;

    @Override
    public void sift(FlowsByProtocol flows, EvidenceSums sums) {
        FlowsByProtocol.Rows tcp = flows.tcp();
        for (int i = 0; i < tcp.size(); i++) {
            sift(flows, tcp.get(i), sums);
        }
    }

    private static void sift(FlowsByProtocol flows, int row, EvidenceSums sums) {
        FlowDirection way = FlowDirection.FORWARD;
        FlowBatch batch = flows.batch();
        long flags = batch.getOr(way.tcpFlags(), row, 0);
        boolean goesOn = (flags & SAID_MORE) != 0;
        if (goesOn) {
            if (sums.hasSuspects() && (flags & TcpFlags.SYN_ACK) == TcpFlags.SYN_ACK) {
                sums.answered(flows, row, way.source());
            }
            return;
        }
        if (TcpFlags.isAnswerAlone(flags)
                && !flows.isBothWays(row)
                && batch.getOr(FlowField.SAMPLING_INTERVAL, row, 1) <= 1) {
            long port = batch.getOr(way.sourcePort(), row, 0);
            sums.add(batch, row, way, way.source(), way.destination(), port);
        }
    }
}
