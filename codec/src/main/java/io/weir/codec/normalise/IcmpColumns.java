package io.weir.codec.normalise;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import java.util.Optional;
import java.util.Set;

/**
 * Puts ICMP type and code where they belong. NetFlow v5 and v9 exporters send them as the
 * destination port, type * 256 + code; some send an element of their own too, which then counts.
 *
 * <p>Records without a protocol stay as they are: what their port means cannot be known.
 */
public final class IcmpColumns implements Normalisation {

    private static final int ICMP = 1;
    private static final int ICMPV6 = 58;

    /** Bits of the first word of {@link FlowBatch#presence}, where all of these fields are. */
    private static final long PROTOCOL_BIT = 1L << FlowField.PROTOCOL.index();

    private static final long TYPE_AND_CODE_BITS =
            1L << FlowField.ICMP_TYPE.index() | 1L << FlowField.ICMP_CODE.index();

    private static final IcmpColumns INSTANCE = new IcmpColumns();

    private IcmpColumns() {}

    /**
     * This, if the records of a template need it.
     *
     * @param filled the fields that the template fills
     */
    public static Optional<Normalisation> of(Set<FlowField> filled) {
        boolean portsOrIcmp =
                filled.contains(FlowField.SOURCE_PORT)
                        || filled.contains(FlowField.DESTINATION_PORT)
                        || filled.contains(FlowField.ICMP_TYPE)
                        || filled.contains(FlowField.ICMP_CODE);
        return filled.contains(FlowField.PROTOCOL) && portsOrIcmp
                ? Optional.of(INSTANCE)
                : Optional.empty();
    }

    /**
     * Gives ICMP flows their type and code and takes away their ports; takes type and code from
     * flows of other protocols, whose exporters fill the element with zero.
     */
    @Override
    public void apply(FlowBatch batch, int from, int to) {
        long[] protocols = batch.column(FlowField.PROTOCOL);
        long[] present = batch.presence(0);
        for (int row = from; row < to; row++) {
            if ((present[row] & PROTOCOL_BIT) == 0) {
                continue;
            }
            if (protocols[row] == ICMP || protocols[row] == ICMPV6) {
                settleIcmp(batch, row);
            } else {
                present[row] &= ~TYPE_AND_CODE_BITS;
            }
        }
    }

    private static void settleIcmp(FlowBatch batch, int row) {
        if (!batch.has(FlowField.ICMP_TYPE, row) && batch.has(FlowField.DESTINATION_PORT, row)) {
            long typeAndCode = batch.get(FlowField.DESTINATION_PORT, row);
            batch.set(FlowField.ICMP_TYPE, row, typeAndCode >>> 8);
            batch.set(FlowField.ICMP_CODE, row, typeAndCode & 0xff);
        }
        batch.markAbsent(FlowField.SOURCE_PORT, row);
        batch.markAbsent(FlowField.DESTINATION_PORT, row);
    }
}
