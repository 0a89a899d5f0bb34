package io.weir.operators.detect;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;

/**
 * Answers to what was not asked. The suspect is who answers, the peer whom it answers: the victim
 * of a flood from forged addresses, which are the peers'.
 *
 * <ul>
 *   <li>Over TCP, flows with nothing but SYN-ACK, and lone RST. The number is the port that
 *       answers. Sessions of the same host that went on speak against it.
 *   <li>In a {@linkplain #ICMP scope of their own}, echo replies and port unreachables, of hosts
 *       that send more of them in a pane than pings come for them. Pings and UDP to the same host
 *       are answered, and so are replies to it: exporters that tell no type make replies of all.
 * </ul>
 */
final class Backscatter implements EvidenceSieve {

    /** The scope of answers by ICMP. */
    static final int ICMP = 1;

    /** Within a pane, more than questions. */
    private static final int LEAST_ANSWERS = 2;

    private final UnansweredGate gate = UnansweredGate.ofPanes(LEAST_ANSWERS);

    @Override
    public void sift(FlowsByProtocol flows, EvidenceSums sums) {
        answers(flows, TcpFlow.ACCEPTANCE, sums);
        answers(flows, TcpFlow.REFUSAL, sums);
        if (sums.hasSuspects()) {
            sessions(flows, sums);
        }
        FlowsByProtocol.Rows icmp = flows.icmp();
        for (int i = 0; i < icmp.size(); i++) {
            siftIcmp(flows, icmp.get(i), sums);
        }
        FlowsByProtocol.Rows udp = flows.udp();
        for (int i = 0; sums.hasSuspects() && i < udp.size(); i++) {
            sums.answered(flows, udp.get(i), FlowField.DESTINATION_ADDRESS, ICMP);
        }
    }

    private static void answers(FlowsByProtocol flows, TcpFlow kind, EvidenceSums sums) {
        FlowDirection way = FlowDirection.FORWARD;
        FlowsByProtocol.Rows rows = flows.tcp(way, kind);
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.get(i);
            if (!flows.isBothWays(row) && !flows.isSampled(row)) {
                long port = flows.batch().getOr(way.sourcePort(), row, 0);
                sums.add(flows, row, way, way.source(), port);
            }
        }
    }

    private static void sessions(FlowsByProtocol flows, EvidenceSums sums) {
        FlowsByProtocol.Rows rows = flows.tcp(FlowDirection.FORWARD, TcpFlow.SESSION);
        for (int i = 0; i < rows.size(); i++) {
            sums.answered(flows, rows.get(i), FlowField.SOURCE_ADDRESS);
        }
    }

    private void siftIcmp(FlowsByProtocol flows, int row, EvidenceSums sums) {
        FlowBatch batch = flows.batch();
        if (flows.isBothWays(row) || flows.isSampled(row)) {
            return;
        }
        boolean isReply = IcmpMessages.isEchoReply(batch, row);
        if (isReply || IcmpMessages.isEchoRequest(batch, row)) {
            gate.answered(flows, row, FlowField.DESTINATION_ADDRESS);
            sums.answered(flows, row, FlowField.DESTINATION_ADDRESS, ICMP);
        }
        if ((isReply || IcmpMessages.isPortUnreachable(batch, row))
                && gate.passes(flows, row, FlowField.SOURCE_ADDRESS)) {
            sums.add(flows, row, FlowDirection.FORWARD, FlowField.SOURCE_ADDRESS, ICMP, 0);
        }
    }
}
