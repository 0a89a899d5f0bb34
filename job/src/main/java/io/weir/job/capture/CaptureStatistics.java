package io.weir.job.capture;

import java.util.Map;
import java.util.OptionalLong;

/**
 * What became of the packets of a capture so far: {@code packets = datagrams + joinedFragments +
 * skipped}, but for fragments whose rest is still to come.
 *
 * @param packets packets read
 * @param datagrams UDP datagrams they gave
 * @param joinedFragments fragments that went into a datagram already counted by its last one
 * @param skipped packets that gave none, by reason; only reasons that occurred
 * @param cutAt the offset at which the file ends inside a packet; empty if it does not
 */
public record CaptureStatistics(
        long packets,
        long datagrams,
        long joinedFragments,
        Map<SkipReason, Long> skipped,
        OptionalLong cutAt) {

    /** How many packets were skipped for this reason. */
    public long skipped(SkipReason reason) {
        return skipped.getOrDefault(reason, 0L);
    }
}
