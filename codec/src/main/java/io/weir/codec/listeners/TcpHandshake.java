package io.weir.codec.listeners;

import io.weir.codec.flow.ClientEvidence;
import io.weir.codec.flow.ClientReason;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;

/**
 * Who opened a TCP connection, by the flags of its flow (RFC 9293 §3.5). Those of a record are the
 * OR of all of its packets: SYN and ACK together say who answered only if it was one packet, as
 * clients send both too, one after the other.
 */
final class TcpHandshake {

    static final int FIN = 0x01;
    static final int SYN = 0x02;
    static final int RST = 0x04;
    static final int PSH = 0x08;
    static final int ACK = 0x10;

    /** What no answer to a SYN has beside it; of ECN it has some. */
    private static final int OPENING = FIN | SYN | RST | PSH | ACK;

    private TcpHandshake() {}

    /** A {@link ClientEvidence}, none if the flags do not tell. */
    static long evidence(FlowBatch batch, int row) {
        long forward = batch.getOr(FlowField.TCP_FLAGS, row, 0);
        if (isSyn(forward)) {
            return ClientEvidence.source(ClientReason.SYN);
        }
        if (isSynAck(forward, batch.getOr(FlowField.PACKETS, row, 0))) {
            return ClientEvidence.destination(ClientReason.SYN_ACK);
        }
        long reverse = batch.getOr(FlowField.REVERSE_TCP_FLAGS, row, 0);
        if (isSyn(reverse)) {
            return ClientEvidence.destination(ClientReason.SYN);
        }
        if (isSynAck(reverse, batch.getOr(FlowField.REVERSE_PACKETS, row, 0))) {
            return ClientEvidence.source(ClientReason.SYN_ACK);
        }
        return ClientEvidence.NONE;
    }

    /** A SYN, and none of the packets had ACK; RST may be of who has changed its mind. */
    private static boolean isSyn(long flags) {
        return (flags & (FIN | SYN | ACK)) == SYN;
    }

    private static boolean isSynAck(long flags, long packets) {
        return packets == 1 && (flags & OPENING) == (SYN | ACK);
    }
}
