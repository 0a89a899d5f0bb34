package io.weir.operators.detect;

import io.weir.codec.flow.FlowBatch;
import io.weir.operators.FlowDirection;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import javax.annotation.Nullable;

/**
 * The signatures of one protocol. Most flows go to a port that none of them asks for, and are
 * compared with none.
 */
final class ProtocolSignatures {

    private static final int PORTS = 1 << 16;

    /** By port of those who ask for some, in the order of the file; null where nobody does. */
    private final Signature[][] byPort = new Signature[PORTS][];

    /** A small one that says where the large array has something. */
    private final BitSet ports = new BitSet(PORTS);

    /** Those who ask for no port at all. */
    private final Signature[] ofAnyPort;

    private final Set<TcpFlow> tcpFlows = EnumSet.noneOf(TcpFlow.class);

    ProtocolSignatures(List<Signature> signatures) {
        ofAnyPort = those(signatures, NumberRange::isAny);
        signatures.stream()
                .map(Signature::ports)
                .filter(range -> !range.isAny())
                .flatMapToInt(
                        range -> IntStream.rangeClosed((int) range.least(), (int) range.most()))
                .distinct()
                .forEach(port -> set(port, those(signatures, range -> range.contains(port))));
        signatures.stream().map(Signature::tcpFlows).forEach(tcpFlows::addAll);
    }

    private void set(int port, Signature[] those) {
        ports.set(port);
        byPort[port] = those;
    }

    private static Signature[] those(
            List<Signature> signatures, Predicate<NumberRange> portsThatAreMeant) {
        return signatures.stream()
                .filter(signature -> portsThatAreMeant.test(signature.ports()))
                .toArray(Signature[]::new);
    }

    /** What flows of TCP look like that may look like one of them. */
    Set<TcpFlow> tcpFlows() {
        return tcpFlows;
    }

    /** Whether a way of a flow goes where some look for it. */
    boolean mayHave(FlowBatch batch, int row, FlowDirection way) {
        return ofAnyPort.length > 0 || asksFor(batch.getOr(way.destinationPort(), row, PORTS));
    }

    /**
     * @param port what a flow says: an exporter may send any 64 bits
     */
    private boolean asksFor(long port) {
        return (port & -PORTS) == 0 && ports.get((int) port);
    }

    /** The first that this way of a flow of their protocol looks like; null if none. */
    @Nullable
    Signature find(FlowBatch batch, int row, FlowDirection way) {
        long port = batch.getOr(way.destinationPort(), row, PORTS);
        for (Signature signature : asksFor(port) ? byPort[(int) port] : ofAnyPort) {
            if (signature.fits(batch, row, way)) {
                return signature;
            }
        }
        return null;
    }
}
