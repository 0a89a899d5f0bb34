package io.weir.operators.detect;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;

/**
 * ICMP echo requests of those who have more than one without a reply in a pane. The suspect is who
 * asks, the peer who is asked; there is no number. A reply to a suspect is an answer, as is the way
 * back in a record of both.
 */
final class EchoRequests implements EvidenceSieve {

    /** Within a pane; very many hosts ask one, and get a reply. */
    private static final int LEAST_UNANSWERED = 2;

    private final UnansweredGate gate = UnansweredGate.ofPanes(LEAST_UNANSWERED);

    @Override
    public void sift(FlowsByProtocol flows, EvidenceSums sums) {
        FlowBatch batch = flows.batch();
        FlowsByProtocol.Rows icmp = flows.icmp();
        for (int i = 0; i < icmp.size(); i++) {
            int row = icmp.get(i);
            if (IcmpMessages.isEchoRequest(batch, row)) {
                asked(flows, row, sums);
                if (flows.isBothWays(row)) {
                    answered(flows, row, FlowField.SOURCE_ADDRESS, sums);
                }
            } else if (IcmpMessages.isEchoReply(batch, row)) {
                answered(flows, row, FlowField.DESTINATION_ADDRESS, sums);
            }
        }
    }

    private void asked(FlowsByProtocol flows, int row, EvidenceSums sums) {
        if (gate.passes(flows, row, FlowField.SOURCE_ADDRESS)) {
            sums.add(flows, row, FlowDirection.FORWARD, FlowField.SOURCE_ADDRESS, 0);
        }
    }

    private void answered(FlowsByProtocol flows, int row, FlowField asking, EvidenceSums sums) {
        gate.answered(flows, row, asking);
        sums.answered(flows, row, asking);
    }
}
