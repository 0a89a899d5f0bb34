package io.weir.operators.detect;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;

/**
 * ICMP echo requests. The suspect is who asks, the peer who is asked; there is no number. A reply
 * to a suspect is an answer, as is the way back in a record of both.
 */
final class EchoRequests implements EvidenceSieve {

    @Override
    public void sift(FlowsByProtocol flows, EvidenceSums sums) {
        FlowBatch batch = flows.batch();
        FlowsByProtocol.Rows icmp = flows.icmp();
        for (int i = 0; i < icmp.size(); i++) {
            int row = icmp.get(i);
            if (IcmpMessages.isEchoRequest(batch, row)) {
                sums.add(
                        batch,
                        row,
                        FlowDirection.FORWARD,
                        FlowField.SOURCE_ADDRESS,
                        FlowField.DESTINATION_ADDRESS,
                        0);
                if (FlowDirection.REVERSE.isIn(batch, row)) {
                    sums.answered(batch, row, FlowField.SOURCE_ADDRESS);
                }
            } else if (sums.hasSuspects() && IcmpMessages.isEchoReply(batch, row)) {
                sums.answered(batch, row, FlowField.DESTINATION_ADDRESS);
            }
        }
    }
}
