package io.weir.operators.exporters;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.sequence.SequenceUnit;
import io.weir.operators.types.TransportSession;
import java.util.List;

/**
 * A time in which the job did not run, so that what an exporter sent over UDP was lost.
 *
 * @param fromMillis receive time of the last datagram that counts, Unix milliseconds
 * @param toMillis receive time of the first datagram afterwards
 * @param domains those that were heard before and afterwards
 */
public record ReceptionGap(
        TransportSession session, long fromMillis, long toMillis, List<Domain> domains)
        implements ExporterNotice {

    public ReceptionGap {
        domains = List.copyOf(domains);
    }

    /**
     * What the sequence numbers of an observation domain say of the gap.
     *
     * @param sequenceBefore of the last datagram before the gap, 32 bits unsigned
     * @param sequenceAfter of the first datagram after the gap
     * @param missingAtMost the most units that can be missing; {@value #UNKNOWN} if the numbers do
     *     not go on, because the exporter restarted, or there are none
     */
    public record Domain(
            ExportProtocol protocol,
            long domain,
            long sequenceBefore,
            long sequenceAfter,
            long missingAtMost,
            SequenceUnit unit) {

        public static final long UNKNOWN = -1;

        private static final long NUMBERS = 1L << 32;

        /**
         * The bound that the numbers before and after the gap give. Where it was not learned what
         * they count, it is what the protocol says.
         */
        static Domain between(long before, DomainActivity later) {
            SequenceUnit unit =
                    later.unit() == SequenceUnit.UNKNOWN
                            ? SequenceUnit.definedBy(later.protocol())
                            : later.unit();
            long after = later.firstSequence();
            long ahead = Math.floorMod(after - before, NUMBERS);
            boolean goesOn = unit != SequenceUnit.NONE && ahead < NUMBERS / 2;
            // Of flows and records, those in a datagram beside the gap are in the difference.
            long most = unit == SequenceUnit.DATAGRAMS ? Math.max(0, ahead - 1) : ahead;
            return new Domain(
                    later.protocol(), later.domain(), before, after, goesOn ? most : UNKNOWN, unit);
        }
    }

    @Override
    public IpAddress exporter() {
        return session.exporter();
    }

    @Override
    public long timeMillis() {
        return fromMillis;
    }
}
