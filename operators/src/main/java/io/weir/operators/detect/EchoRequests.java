package io.weir.operators.detect;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;
import io.weir.operators.enrich.EnrichedFlows;

/**
 * ICMP echo requests. The suspect is who asks, the peer who is asked; there is no number. A reply
 * to a suspect is an answer, as is the way back in a record of both.
 */
final class EchoRequests implements EvidenceSieve {

    @Override
    public void sift(EnrichedFlows flows, EvidenceSums sums) {
        FlowBatch batch = flows.batch();
        int size = batch.size();
        for (int row = 0; row < size; row++) {
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
