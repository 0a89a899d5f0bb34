package io.weir.operators.exporters;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.ExportProtocol;
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
     *     not go on, because the exporter restarted, or its protocol has none
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

        /** The bound that the numbers before and after the gap give. */
        static Domain between(ExportProtocol protocol, long domain, long before, long after) {
            SequenceUnit unit = SequenceUnit.of(protocol);
            long ahead = Math.floorMod(after - before, NUMBERS);
            boolean goesOn = unit != SequenceUnit.NONE && ahead < NUMBERS / 2;
            // Of flows and records, those in the datagram before the gap are in the difference.
            long most = unit == SequenceUnit.DATAGRAMS ? Math.max(0, ahead - 1) : ahead;
            return new Domain(protocol, domain, before, after, goesOn ? most : UNKNOWN, unit);
        }
    }

    @Override
    public IpAddress exporter() {
        return session.exporter();
    }

    @Override
    public long connection() {
        return session.connection();
    }

    @Override
    public long timeMillis() {
        return fromMillis;
    }
}
