package io.weir.operators.detect;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;
import io.weir.operators.enrich.names.IpProtocols;

/**
 * Flows that look like those of a signature. The suspect is who sent, the peer to whom, the number
 * that of the signature. Sizes of sampled flows are guesses: these are none.
 */
final class SignatureFlows implements EvidenceSieve {

    private final LiveSignatures signatures;

    SignatureFlows(LiveSignatures signatures) {
        this.signatures = signatures;
    }

    @Override
    public void sift(FlowsByProtocol flows, EvidenceSums sums) {
        Signatures current = signatures.current();
        sift(flows, FlowDirection.FORWARD, current, sums);
        if (flows.areSomeBothWays()) {
            sift(flows, FlowDirection.REVERSE, current, sums);
        }
    }

    private static void sift(
            FlowsByProtocol flows, FlowDirection way, Signatures current, EvidenceSums sums) {
        ProtocolSignatures ofTcp = current.of(IpProtocols.TCP);
        if (ofTcp != null) {
            for (TcpFlow kind : ofTcp.tcpFlows()) {
                sift(flows, flows.tcp(way, kind), way, ofTcp, sums);
            }
        }
        ProtocolSignatures ofUdp = current.of(IpProtocols.UDP);
        if (ofUdp != null) {
            sift(flows, flows.udp(), way, ofUdp, sums);
        }
        sift(flows, flows.icmp(), way, current, sums);
        sift(flows, flows.others(), way, current, sums);
    }

    private static void sift(
            FlowsByProtocol flows,
            FlowsByProtocol.Rows rows,
            FlowDirection way,
            ProtocolSignatures ofProtocol,
            EvidenceSums sums) {
        FlowBatch batch = flows.batch();
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.get(i);
            if (ofProtocol.mayHave(batch, row, way)) {
                sift(flows, row, way, ofProtocol, sums);
            }
        }
    }

    private static void sift(
            FlowsByProtocol flows,
            FlowsByProtocol.Rows rows,
            FlowDirection way,
            Signatures current,
            EvidenceSums sums) {
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.get(i);
            ProtocolSignatures ofProtocol =
                    current.of(flows.batch().getOr(FlowField.PROTOCOL, row, -1));
            if (ofProtocol != null) {
                sift(flows, row, way, ofProtocol, sums);
            }
        }
    }

    private static void sift(
            FlowsByProtocol flows,
            int row,
            FlowDirection way,
            ProtocolSignatures ofProtocol,
            EvidenceSums sums) {
        if (flows.isSampled(row) || !way.isIn(flows.batch(), row)) {
            return;
        }
        Signature signature = ofProtocol.find(flows.batch(), row, way);
        if (signature != null) {
            sums.add(flows, row, way, way.source(), signature.number());
        }
    }

    @Override
    public void close() {
        signatures.close();
    }
}
