package io.weir.operators.topn;

import io.weir.codec.IpAddress;
import io.weir.operators.Sums;

/**
 * What a host sent in a window.
 *
 * @param host the source address; null for the sum of all hosts that are not listed
 * @param bytes corrected for sampling
 * @param packets corrected for sampling
 * @param flows that ended in the window
 */
public record Talker(IpAddress host, long bytes, long packets, long flows) {

    /** This host with more traffic. Sums stop at {@link Long#MAX_VALUE}. */
    Talker plus(long moreBytes, long morePackets, long moreFlows) {
        return new Talker(
                host,
                Sums.add(bytes, moreBytes),
                Sums.add(packets, morePackets),
                flows + moreFlows);
    }

    /**
     * This traffic without a part of it; 0 where a sum that stopped growing is less than its part.
     */
    Talker minus(Talker part) {
        return new Talker(
                host,
                Math.max(0, bytes - part.bytes),
                Math.max(0, packets - part.packets),
                flows - part.flows);
    }
}
