package io.weir.operators.detect;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;

/**
 * ICMP destination unreachable (RFC 792 type 3, RFC 4443 type 1). The suspect is its receiver, who
 * sent what could not be delivered; the peer is the router or host that says so, the number the
 * ICMP code. Only the way forward: the type is of that.
 */
final class IcmpUnreachables implements EvidenceSieve {

    @Override
    public void sift(FlowsByProtocol flows, EvidenceSums sums) {
        FlowBatch batch = flows.batch();
        FlowsByProtocol.Rows icmp = flows.icmp();
        for (int i = 0; i < icmp.size(); i++) {
            int row = icmp.get(i);
            if (IcmpMessages.isUnreachable(batch, row)) {
                sums.add(
                        flows,
                        row,
                        FlowDirection.FORWARD,
                        FlowField.DESTINATION_ADDRESS,
                        batch.getOr(FlowField.ICMP_CODE, row, 0));
            }
        }
    }
}
