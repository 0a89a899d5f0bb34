package io.weir.operators.detect;

import io.weir.codec.IpAddress;
import io.weir.operators.tables.DistinctSketches;
import io.weir.operators.tables.KeyHash;

/**
 * One thing that a suspect did: what it concerned, and a number that tells such things apart.
 *
 * @param peerHigh first half of the address of the other side
 * @param peerLow second half
 * @param number the port or the code, by kind of evidence
 */
public record Observation(long peerHigh, long peerLow, int number) {

    /** The address of the other side. */
    IpAddress peer() {
        return new IpAddress(peerHigh, peerLow);
    }

    void addTo(DistinctSketches sketches) {
        sketches.addHost(KeyHash.of(peerHigh, peerLow));
        sketches.addPort(number);
    }
}
