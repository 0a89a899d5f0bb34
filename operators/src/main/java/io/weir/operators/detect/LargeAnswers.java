package io.weir.operators.detect;

import io.weir.codec.flow.FlowBatch;
import io.weir.operators.FlowDirection;

/** UDP datagrams as amplification makes them: large for an answer. */
final class LargeAnswers {

    /**
     * Octets of a packet with its header, on average. Plain answers of DNS and time are smaller
     * mostly; those that amplification wants are not.
     */
    private static final long LEAST_OCTETS = 200;

    private LargeAnswers() {}

    static boolean isOf(FlowBatch batch, int row, FlowDirection way) {
        long packets = way.packets(batch, row);
        return packets > 0 && way.bytes(batch, row) / packets >= LEAST_OCTETS;
    }
}
