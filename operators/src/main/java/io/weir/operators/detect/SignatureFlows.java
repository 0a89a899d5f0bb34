package io.weir.operators.detect;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;
import io.weir.operators.enrich.EnrichedFlows;

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
    public void sift(EnrichedFlows flows, EvidenceSums sums) {
        Signatures current = signatures.current();
        FlowBatch batch = flows.batch();
        int size = batch.size();
        for (int row = 0; row < size; row++) {
            if (batch.getOr(FlowField.SAMPLING_INTERVAL, row, 1) <= 1) {
                sift(batch, row, FlowDirection.FORWARD, current, sums);
                if (FlowDirection.REVERSE.isIn(batch, row)) {
                    sift(batch, row, FlowDirection.REVERSE, current, sums);
                }
            }
        }
    }

    private static void sift(
            FlowBatch batch, int row, FlowDirection way, Signatures current, EvidenceSums sums) {
        Signature signature = current.find(batch, row, way);
        if (signature != null) {
            sums.add(batch, row, way, way.source(), way.destination(), signature.number());
        }
    }

    @Override
    public void close() {
        signatures.close();
    }
}
