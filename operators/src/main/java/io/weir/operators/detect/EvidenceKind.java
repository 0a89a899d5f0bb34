package io.weir.operators.detect;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;

/** Which flows are evidence, and against whom; each direction of a record by itself. */
public enum EvidenceKind {
    /**
     * A TCP flow with SYN and without ACK: an attempt that was not answered, or was refused. The
     * suspect is the source, the peer the destination, the number the destination port.
     *
     * <p>A sampled flow is none: of one packet in a thousand, a SYN is what remains of any session.
     */
    SYN_ONLY {
        @Override
        FlowField suspect(FlowDirection direction) {
            return direction.source();
        }

        @Override
        FlowField peer(FlowDirection direction) {
            return direction.destination();
        }

        @Override
        FlowField number(FlowDirection direction) {
            return direction.destinationPort();
        }

        @Override
        boolean isEvidence(FlowBatch batch, int row, FlowDirection direction) {
            return batch.getOr(FlowField.PROTOCOL, row, 0) == TCP
                    && (batch.getOr(direction.tcpFlags(), row, 0) & (SYN | ACK)) == SYN
                    && batch.getOr(FlowField.SAMPLING_INTERVAL, row, 1) <= 1;
        }
    },

    /**
     * An ICMP destination unreachable (RFC 792 type 3, RFC 4443 type 1). The suspect is its
     * receiver, who sent what could not be delivered; the peer is the router or host that says so,
     * the number the ICMP code.
     */
    ICMP_UNREACHABLE {
        @Override
        FlowField suspect(FlowDirection direction) {
            return direction.destination();
        }

        @Override
        FlowField peer(FlowDirection direction) {
            return direction.source();
        }

        @Override
        FlowField number(FlowDirection direction) {
            return FlowField.ICMP_CODE;
        }

        @Override
        boolean isEvidence(FlowBatch batch, int row, FlowDirection direction) {
            if (direction == FlowDirection.REVERSE) {
                return false; // the type is that of the way forward
            }
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

    /** Whether what went this way is evidence. */
    abstract boolean isEvidence(FlowBatch batch, int row, FlowDirection direction);

    abstract FlowField suspect(FlowDirection direction);

    abstract FlowField peer(FlowDirection direction);

    abstract FlowField number(FlowDirection direction);
}
