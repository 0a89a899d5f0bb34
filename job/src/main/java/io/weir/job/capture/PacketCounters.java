package io.weir.job.capture;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/** Counts what becomes of packets while a capture is read. */
final class PacketCounters {

    private final Map<SkipReason, Long> skipped = new EnumMap<>(SkipReason.class);
    private long packets;
    private long datagrams;
    private long joinedFragments;

    void countPacket() {
        packets++;
    }

    void countDatagram() {
        datagrams++;
    }

    void countJoinedFragments(int fragments) {
        joinedFragments += fragments;
    }

    void countSkipped(SkipReason reason, int count) {
        skipped.merge(reason, (long) count, Long::sum);
    }

    CaptureStatistics snapshot(OptionalLong cutAt) {
        Map<SkipReason, Long> inOrder = Collections.unmodifiableMap(new EnumMap<>(skipped));
        return new CaptureStatistics(packets, datagrams, joinedFragments, inOrder, cutAt);
    }
}
