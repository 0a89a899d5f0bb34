package io.weir.operators.detect;

import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;
import io.weir.operators.enrich.names.IpProtocols;
import javax.annotation.Nullable;

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
        sift(flows, flows.tcp(), current.of(IpProtocols.TCP), sums);
        sift(flows, flows.udp(), current.of(IpProtocols.UDP), sums);
        sift(flows, flows.icmp(), current, sums);
        sift(flows, flows.others(), current, sums);
    }

    private static void sift(
            FlowsByProtocol flows,
            FlowsByProtocol.Rows rows,
            @Nullable ProtocolSignatures ofProtocol,
            EvidenceSums sums) {
        if (ofProtocol != null) {
            for (int i = 0; i < rows.size(); i++) {
                sift(flows, rows.get(i), ofProtocol, sums);
            }
        }
    }

    private static void sift(
            FlowsByProtocol flows,
            FlowsByProtocol.Rows rows,
            Signatures current,
            EvidenceSums sums) {
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.get(i);
            ProtocolSignatures ofProtocol =
                    current.of(flows.batch().getOr(FlowField.PROTOCOL, row, -1));
            if (ofProtocol != null) {
                sift(flows, row, ofProtocol, sums);
            }
        }
    }

    private static void sift(
            FlowsByProtocol flows, int row, ProtocolSignatures ofProtocol, EvidenceSums sums) {
        if (flows.isSampled(row)) {
            return;
        }
        sift(flows, row, FlowDirection.FORWARD, ofProtocol, sums);
        if (flows.isBothWays(row)) {
            sift(flows, row, FlowDirection.REVERSE, ofProtocol, sums);
        }
    }

    private static void sift(
            FlowsByProtocol flows,
            int row,
            FlowDirection way,
            ProtocolSignatures ofProtocol,
            EvidenceSums sums) {
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
