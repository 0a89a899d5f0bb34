package io.weir.operators.detect;

import io.weir.codec.flow.FlowBatch;
import io.weir.operators.FlowDirection;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import javax.annotation.Nullable;

/**
 * The signatures of one protocol. Most flows go to a port that none of them asks for, and are
 * compared with none.
 */
final class ProtocolSignatures {

    private static final int PORTS = 1 << 16;

    private final Signature[] signatures;
    private final BitSet ports = new BitSet(PORTS);

    /** Whether some ask for no port at all. */
    private final boolean takeAnyPort;

    ProtocolSignatures(List<Signature> signatures) {
        this.signatures = signatures.toArray(Signature[]::new);
        this.takeAnyPort = signatures.stream().anyMatch(signature -> signature.ports().isAny());
        signatures.stream()
                .map(Signature::ports)
                .filter(range -> !range.isAny())
                .flatMapToInt(
                        range -> IntStream.rangeClosed((int) range.least(), (int) range.most()))
                .forEach(ports::set);
    }

    /** The first that this way of a flow of their protocol looks like; null if none. */
    @Nullable
    Signature find(FlowBatch batch, int row, FlowDirection way) {
        if (!takeAnyPort && !ports.get((int) batch.getOr(way.destinationPort(), row, PORTS))) {
            return null;
        }
        for (Signature signature : signatures) {
            if (signature.fits(batch, row, way)) {
                return signature;
            }
        }
        return null;
    }
}
