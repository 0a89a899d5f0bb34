package io.weir.operators.detect;

import io.weir.codec.flow.FlowBatch;
import io.weir.operators.FlowDirection;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.enrich.FlowEnd;

/**
 * Short answered TCP sessions with services that ask for passwords, from the second one of a pane
 * on. The suspect is the client, the peer the server, the number {@link #number}: sessions differ
 * by the port of the client, so that each counts once, whoever reports it.
 *
 * <p>Those that come from outside are evidence against the server, too, in the scope of its port,
 * with the client as the peer: whoever it is that guesses, it is there that it comes together. A
 * server that people work on has longer sessions, which are answered.
 */
final class LoginSessions implements EvidenceSieve {

    private static final int PORT_BITS = 16;

    /** Within a pane; with one, a client is among very many who know theirs. */
    private static final int LEAST_SESSIONS = 2;

    private final VolumeGate gate;
    private final int ports;
    private final LoginShape shape;

    LoginSessions(LoginShape shape, SieveTables tables) {
        this.shape = shape;
        ports = tables.ports().watch(shape.ports());
        gate = tables.panes().gate(LEAST_SESSIONS);
    }

    /** The port of the server, and in the lower half that of the client. */
    static int number(long serverPort, long clientPort) {
        return (int) (serverPort << PORT_BITS | clientPort);
    }

    /** The port of the server in such a number. */
    static int serverPort(int number) {
        return number >>> PORT_BITS;
    }

    @Override
    public void sift(FlowsByProtocol flows, EvidenceSums sums) {
        sift(flows, FlowDirection.FORWARD, sums);
        if (flows.areSomeBothWays()) {
            sift(flows, FlowDirection.REVERSE, sums);
        }
    }

    private void sift(FlowsByProtocol flows, FlowDirection way, EvidenceSums sums) {
        sift(flows, way, flows.tcp(way, TcpFlow.ACCEPTANCE), sums);
        sift(flows, way, flows.tcp(way, TcpFlow.SESSION), sums);
    }

    private void sift(
            FlowsByProtocol flows,
            FlowDirection way,
            FlowsByProtocol.Rows rows,
            EvidenceSums sums) {
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.get(i);
            if (flows.isWatched(way.destinationPort(), row, ports) && !flows.isSampled(row)) {
                sift(flows, row, way, sums);
            }
        }
    }

    private void sift(FlowsByProtocol flows, int row, FlowDirection way, EvidenceSums sums) {
        FlowBatch batch = flows.batch();
        long port = batch.get(way.destinationPort(), row);
        long packets = way.packets(batch, row);
        long bytes = way.bytes(batch, row);
        if (shape.isGuess(packets, bytes)) {
            int number = number(port, batch.getOr(way.sourcePort(), row, 0));
            if (gate.passes(flows, row, way.source(), 1)) {
                sums.add(flows, row, way, way.source(), number);
            }
            if (!client(flows.enriched(), way).isInside(row)) {
                sums.add(flows, row, way, way.destination(), (int) port, number);
            }
        } else if (shape.isWork(packets, bytes)) {
            sums.answered(flows, row, way.destination(), (int) port);
        }
    }

    private static FlowEnd client(EnrichedFlows flows, FlowDirection way) {
        return way == FlowDirection.FORWARD ? flows.source() : flows.destination();
    }
}
