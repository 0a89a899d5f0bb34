package io.weir.operators.detect;

import io.weir.codec.IpAddress;

/**
 * Whom evidence of a kind is against: what all counting is keyed by.
 *
 * @param address a host, or the first address of a network, by kind
 */
public record Suspect(EvidenceKind kind, IpAddress address) {

    /** The same in each process, which that of an enum is not: it decides the subtask. */
    @Override
    public int hashCode() {
        return 31 * kind.code() + address.hashCode();
    }
}
