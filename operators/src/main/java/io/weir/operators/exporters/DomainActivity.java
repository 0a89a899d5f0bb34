package io.weir.operators.exporters;

import io.weir.codec.flow.ExportProtocol;
import io.weir.operators.Sums;

/**
 * What came of one observation domain (source id, engine, sub-agent) of an exporter.
 *
 * @param domain as {@link io.weir.codec.flow.FlowBatch#domain}
 * @param datagrams whose header named it
 * @param firstSequence the sequence number of the first of them, 32 bits unsigned
 * @param lastSequence the sequence number of the last of them, 32 bits unsigned
 * @param unit what the sequence numbers were found to count, in a few words; empty if not known
 * @param unitsReceived how many of that were received; {@value #UNKNOWN} if not known
 * @param unitsLost how many of that are missing by sequence; {@value #UNKNOWN} if not known
 */
public record DomainActivity(
        ExportProtocol protocol,
        long domain,
        long datagrams,
        long firstSequence,
        long lastSequence,
        String unit,
        long unitsReceived,
        long unitsLost) {

    /** A number of units that is not known. */
    public static final long UNKNOWN = -1;

    /** One of which the sequence is not followed. */
    public static DomainActivity of(
            ExportProtocol protocol,
            long domain,
            long datagrams,
            long firstSequence,
            long lastSequence) {
        return new DomainActivity(
                protocol, domain, datagrams, firstSequence, lastSequence, "", UNKNOWN, UNKNOWN);
    }

    boolean sameDomain(DomainActivity other) {
        return protocol == other.protocol && domain == other.domain;
    }

    /** Both together; the other one is the later. */
    DomainActivity then(DomainActivity later) {
        return new DomainActivity(
                protocol,
                domain,
                datagrams + later.datagrams,
                firstSequence,
                later.lastSequence,
                later.unit.isEmpty() ? unit : later.unit,
                addKnown(unitsReceived, later.unitsReceived),
                addKnown(unitsLost, later.unitsLost));
    }

    private static long addKnown(long some, long others) {
        if (some == UNKNOWN || others == UNKNOWN) {
            return Math.max(some, others);
        }
        return Sums.add(some, others);
    }

    /** Whether the loss is known. */
    public boolean isFollowed() {
        return unitsReceived != UNKNOWN && unitsLost != UNKNOWN;
    }
}
