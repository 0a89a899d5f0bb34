package io.weir.operators.detect;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.tables.KeyHash;

/**
 * Large answers of UDP services that may reflect, and answers of TCP without a session, SYN-ACK or
 * RST, where they are much. The suspect is who gets them, by service, or for all of TCP in {@link
 * #TCP}; the peer is who sends them, the number the port of the service. What the suspect asks such
 * a service, by itself or in the same record, is answered: who asks is no victim.
 */
final class ReflectedAnswers implements EvidenceSieve {

    /** The scope of TCP: no port. */
    static final int TCP = 1 << 16;

    private final int ports;
    private final VolumeGate gate;
    private final VolumeGate tcpGate;

    ReflectedAnswers(SieveOptions options, SieveTables tables) {
        ports = tables.ports().watch(options.reflectorPorts());
        gate = tables.seconds().gate(options.reflectedBytes());
        tcpGate = tables.seconds().gate(options.reflectedPackets());
    }

    @Override
    public void sift(FlowsByProtocol flows, EvidenceSums sums) {
        FlowsByProtocol.Rows udp = flows.udp();
        for (int i = 0; i < udp.size(); i++) {
            int row = udp.get(i);
            if (flows.isWatched(FlowField.DESTINATION_PORT, row, ports)) {
                asked(flows, row, sums);
            }
            if (flows.isWatched(FlowField.SOURCE_PORT, row, ports)) {
                answered(flows, row, sums);
            }
        }
        siftTcp(flows, TcpFlow.ACCEPTANCE, sums);
        siftTcp(flows, TcpFlow.REFUSAL, sums);
        if (sums.hasSuspects()) {
            asked(flows, TcpFlow.ATTEMPT, sums);
            asked(flows, TcpFlow.ACCEPTANCE, sums);
            asked(flows, TcpFlow.SESSION, sums);
        }
    }

    private void siftTcp(FlowsByProtocol flows, TcpFlow kind, EvidenceSums sums) {
        FlowsByProtocol.Rows rows = flows.tcp(FlowDirection.FORWARD, kind);
        for (int i = 0; i < rows.size(); i++) {
            siftTcp(flows, rows.get(i), sums);
        }
    }

    /** Of sampled packets, a SYN-ACK or RST is what may remain of any session. */
    private void siftTcp(FlowsByProtocol flows, int row, EvidenceSums sums) {
        FlowBatch batch = flows.batch();
        EnrichedFlows enriched = flows.enriched();
        if (enriched.client(row) != enriched.source()
                && !flows.isBothWays(row)
                && !flows.isSampled(row)
                && tcpGate.passes(
                        flows,
                        row,
                        FlowField.DESTINATION_ADDRESS,
                        FlowDirection.FORWARD.packets(batch, row))) {
            sums.add(
                    flows,
                    row,
                    FlowDirection.FORWARD,
                    FlowField.DESTINATION_ADDRESS,
                    TCP,
                    batch.getOr(FlowField.SOURCE_PORT, row, 0));
        }
    }

    private static void asked(FlowsByProtocol flows, TcpFlow kind, EvidenceSums sums) {
        EnrichedFlows enriched = flows.enriched();
        FlowsByProtocol.Rows rows = flows.tcp(FlowDirection.FORWARD, kind);
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.get(i);
            if (sums.maySuspect(flows, row, FlowField.SOURCE_ADDRESS)
                    && enriched.client(row) == enriched.source()) {
                sums.answered(flows, row, FlowField.SOURCE_ADDRESS, TCP);
            }
        }
    }

    private static void asked(FlowsByProtocol flows, int row, EvidenceSums sums) {
        int to = (int) flows.batch().get(FlowField.DESTINATION_PORT, row);
        sums.answered(flows, row, FlowField.SOURCE_ADDRESS, to);
    }

    private void answered(FlowsByProtocol flows, int row, EvidenceSums sums) {
        FlowBatch batch = flows.batch();
        int from = (int) batch.get(FlowField.SOURCE_PORT, row);
        if (flows.isBothWays(row)) {
            sums.answered(flows, row, FlowField.DESTINATION_ADDRESS, from);
        } else if (LargeAnswers.isOf(batch, row, FlowDirection.FORWARD) && isMuch(flows, row)) {
            sums.add(flows, row, FlowDirection.FORWARD, FlowField.DESTINATION_ADDRESS, from, from);
        }
    }

    private boolean isMuch(FlowsByProtocol flows, int row) {
        FlowBatch batch = flows.batch();
        if (!batch.has(FlowField.DESTINATION_ADDRESS, row)) {
            return false;
        }
        long host = flows.hashOf(FlowField.DESTINATION_ADDRESS, row);
        return gate.passes(
                batch.receivedMillis(),
                KeyHash.of(host, batch.get(FlowField.SOURCE_PORT, row)),
                FlowDirection.FORWARD.bytes(batch, row));
    }
}
