package io.weir.operators.detect;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.enrich.names.IpProtocols;

/**
 * Short answered TCP sessions with services that ask for passwords. The suspect is the client, the
 * peer the server, the number {@link #number}: sessions differ by the port of the client, so that
 * each counts once, whoever reports it.
 */
final class LoginSessions implements EvidenceSieve {

    private static final int SESSION = TcpFlags.SYN | TcpFlags.ACK;
    private static final int PORT_BITS = 16;

    private final PortSet ports;
    private final LoginShape shape;

    LoginSessions(LoginShape shape) {
        this.shape = shape;
        this.ports = new PortSet(shape.ports());
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
    public void sift(EnrichedFlows flows, EvidenceSums sums) {
        FlowBatch batch = flows.batch();
        int size = batch.size();
        for (int row = 0; row < size; row++) {
            if (batch.getOr(FlowField.PROTOCOL, row, 0) == IpProtocols.TCP
                    && batch.getOr(FlowField.SAMPLING_INTERVAL, row, 1) <= 1) {
                sift(batch, row, FlowDirection.FORWARD, sums);
                if (FlowDirection.REVERSE.isIn(batch, row)) {
                    sift(batch, row, FlowDirection.REVERSE, sums);
                }
            }
        }
    }

    private void sift(FlowBatch batch, int row, FlowDirection way, EvidenceSums sums) {
        long port = batch.getOr(way.destinationPort(), row, -1);
        if (!ports.contains(port) || (batch.getOr(way.tcpFlags(), row, 0) & SESSION) != SESSION) {
            return;
        }
        long packets = way.packets(batch, row);
        if (packets >= shape.leastPackets()
                && packets <= shape.mostPackets()
                && way.bytes(batch, row) <= shape.mostBytes()) {
            long clientPort = batch.getOr(way.sourcePort(), row, 0);
            int number = number(port, clientPort);
            sums.add(batch, row, way, way.source(), way.destination(), number);
        }
    }
}
