package io.weir.operators.detect;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.enrich.FlowEnd;

/**
 * Small UDP flows of a client without a way back in the same record. The suspect is the client, the
 * peer whom it asks, the number the port there. Flows to a suspect, other than large ones, are
 * answers.
 *
 * <p>Most clients of UDP have such flows, since most exporters report each way by itself: {@link
 * UdpScan} needs many of them and few answers.
 */
final class UdpAttempts implements EvidenceSieve {

    /** A scanner asks once, or a few times where nobody answers. */
    private static final long MOST_PACKETS = 3;

    /** Within a second; who asks fewer is no scanner, or one that is in no hurry. */
    private static final int LEAST_OBSERVATIONS = 2;

    private final UnansweredGate gate = UnansweredGate.ofSeconds(LEAST_OBSERVATIONS);

    @Override
    public void sift(FlowsByProtocol flows, EvidenceSums sums) {
        FlowsByProtocol.Rows udp = flows.udp();
        for (int i = 0; i < udp.size(); i++) {
            sift(flows, udp.get(i), sums);
        }
    }

    @Override
    public boolean isWorthTelling(long flows, long observations, long answered) {
        return observations >= LEAST_OBSERVATIONS && answered < flows;
    }

    private void sift(FlowsByProtocol flows, int row, EvidenceSums sums) {
        FlowBatch batch = flows.batch();
        if (flows.isBothWays(row)) {
            sums.answered(flows, row, FlowField.SOURCE_ADDRESS);
            return;
        }
        gate.answered(flows, row, FlowField.DESTINATION_ADDRESS);
        sums.answered(flows, row, FlowField.DESTINATION_ADDRESS);
        EnrichedFlows enriched = flows.enriched();
        FlowEnd client = enriched.client(row);
        boolean asks = client == null || client == enriched.source();
        if (asks
                && batch.getOr(FlowField.PACKETS, row, 0) <= MOST_PACKETS
                && !flows.isSampled(row)
                && batch.has(FlowField.DESTINATION_PORT, row)
                && gate.passes(flows, row, FlowField.SOURCE_ADDRESS)) {
            sums.add(
                    flows,
                    row,
                    FlowDirection.FORWARD,
                    FlowField.SOURCE_ADDRESS,
                    batch.get(FlowField.DESTINATION_PORT, row));
        }
    }
}
