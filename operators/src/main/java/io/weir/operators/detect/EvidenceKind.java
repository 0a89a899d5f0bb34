package io.weir.operators.detect;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;

/** Which flows are evidence, and against whom. */
public enum EvidenceKind {
    /**
     * A TCP flow with SYN and without ACK: an attempt that was not answered, or was refused. The
     * suspect is the source, the peer the destination, the number the destination port.
     *
     * <p>A sampled flow is none: of one packet in a thousand, a SYN is what remains of any session.
     */
    SYN_ONLY(FlowField.SOURCE_ADDRESS, FlowField.DESTINATION_ADDRESS, FlowField.DESTINATION_PORT) {
        @Override
        boolean isEvidence(FlowBatch batch, int row) {
            return batch.getOr(FlowField.PROTOCOL, row, 0) == TCP
                    && (batch.getOr(FlowField.TCP_FLAGS, row, 0) & (SYN | ACK)) == SYN
                    && batch.getOr(FlowField.SAMPLING_INTERVAL, row, 1) <= 1;
        }
    },

    /**
     * An ICMP destination unreachable (RFC 792 type 3, RFC 4443 type 1). The suspect is its
     * receiver, who sent what could not be delivered; the peer is the router or host that says so,
     * the number the ICMP code.
     */
    ICMP_UNREACHABLE(FlowField.DESTINATION_ADDRESS, FlowField.SOURCE_ADDRESS, FlowField.ICMP_CODE) {
        @Override
        boolean isEvidence(FlowBatch batch, int row) {
            long protocol = batch.getOr(FlowField.PROTOCOL, row, 0);
            if (protocol != ICMP && protocol != ICMPV6) {
                return false;
            }
            long type = batch.getOr(FlowField.ICMP_TYPE, row, -1);
            return protocol == ICMP ? type == 3 : type == 1;
        }
    };

    private static final int ICMP = 1;
    private static final int TCP = 6;
    private static final int ICMPV6 = 58;
    private static final int SYN = 0x02;
    private static final int ACK = 0x10;

    private final FlowField suspect;
    private final FlowField peer;
    private final FlowField number;

    EvidenceKind(FlowField suspect, FlowField peer, FlowField number) {
        this.suspect = suspect;
        this.peer = peer;
        this.number = number;
    }

    abstract boolean isEvidence(FlowBatch batch, int row);

    FlowField suspect() {
        return suspect;
    }

    FlowField peer() {
        return peer;
    }

    FlowField number() {
        return number;
    }
}
