package io.weir.operators.conversations;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.ClientEvidence;
import io.weir.operators.Sums;
import io.weir.operators.enrich.names.IpProtocols;
import javax.annotation.Nullable;

/**
 * The state of a conversation: what its records say by now.
 *
 * @param source who sent the flow that began first
 * @param protocol IANA protocol number
 * @param exporter who saw it
 * @param clientEvidence the surest {@link ClientEvidence} of its records
 * @param isSampled whether packets were left out
 * @param openedMillis when its first record was received
 * @param firstStartMillis when the flow of that record began; like the former it never changes
 * @param startMillis when the first of its flows began
 * @param endMillis when the last one ended
 * @param records how many records it was joined from
 * @param ending null if it goes on
 */
public record Conversation(
        End source,
        End destination,
        int protocol,
        IpAddress exporter,
        long clientEvidence,
        boolean isSampled,
        long openedMillis,
        long firstStartMillis,
        long startMillis,
        long endMillis,
        long records,
        @Nullable Ending ending) {

    /** Whether nothing is added any more. */
    public boolean isFinal() {
        return ending != null;
    }

    /** Grows with what has been joined; the final state has the highest one. */
    public long revision() {
        return 2 * records + (isFinal() ? 1 : 0);
    }

    /** Octets of both ends. */
    public long bytes() {
        return Sums.add(source.bytes(), destination.bytes());
    }

    /** Packets of both ends. */
    public long packets() {
        return Sums.add(source.packets(), destination.packets());
    }

    /** The end that asks; null if it is not known. */
    @Nullable
    public End client() {
        if (ClientEvidence.isSource(clientEvidence)) {
            return source;
        }
        return ClientEvidence.isDestination(clientEvidence) ? destination : null;
    }

    /** The end that is asked; null if it is not known. */
    @Nullable
    public End server() {
        if (ClientEvidence.isSource(clientEvidence)) {
            return destination;
        }
        return ClientEvidence.isDestination(clientEvidence) ? source : null;
    }

    /** How far the connection got; null if it is not one of TCP. */
    @Nullable
    public TcpState tcpState() {
        if (protocol != IpProtocols.TCP) {
            return null;
        }
        boolean fromServer = ClientEvidence.isDestination(clientEvidence);
        return TcpState.of(
                (fromServer ? destination : source).tcpFlags(),
                (fromServer ? source : destination).tcpFlags(),
                isSampled);
    }
}
