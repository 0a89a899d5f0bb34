package io.weir.operators.detect;

import io.weir.codec.IpAddress;

/**
 * Whom evidence of a kind is against: what all counting is keyed by.
 *
 * @param address a host, the first address of a network, or an exporter, by kind
 * @param scope what tells evidence of a kind against one address apart, a port or an interface for
 *     example; 0 where nothing does
 */
public record Suspect(EvidenceKind kind, IpAddress address, int scope) {

    Suspect(EvidenceKind kind, IpAddress address) {
        this(kind, address, 0);
    }

    /** The same in each process, which that of an enum is not: it decides the subtask. */
    @Override
    public int hashCode() {
        return 31 * (31 * scope + kind.code()) + address.hashCode();
    }
}
