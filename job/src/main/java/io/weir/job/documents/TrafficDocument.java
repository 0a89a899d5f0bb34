package io.weir.job.documents;

import io.weir.operators.traffic.Dimension;
import io.weir.operators.traffic.Distinct;
import io.weir.operators.traffic.Traffic;
import javax.annotation.Nullable;

/** What documents of rollups and of Top-N have in common. */
final class TrafficDocument {

    private static final long SECOND_MILLIS = 1_000;

    private TrafficDocument() {}

    /** A document of traffic in a window, without what it is the traffic of. */
    static FieldTree of(
            long windowStart, long windowEnd, Traffic traffic, long revision, long nowMillis) {
        return new FieldTree()
                .put("@timestamp", JsonDocument.time(windowStart))
                .put("event.kind", "metric")
                .put("event.created", JsonDocument.time(windowEnd))
                .put("event.ingested", JsonDocument.time(nowMillis))
                .put("network.bytes", traffic.bytes())
                .put("network.packets", traffic.packets())
                .put("weir.window.start", JsonDocument.time(windowStart))
                .put("weir.window.end", JsonDocument.time(windowEnd))
                .put("weir.window.seconds", seconds(windowStart, windowEnd))
                .put("weir.revision", revision);
    }

    /** Adds distinct counts, if there are any. */
    static void addDistinct(Dimension dimension, @Nullable Distinct distinct, FieldTree document) {
        if (distinct == null) {
            return;
        }
        if (!dimension.isPairOfHosts()) {
            document.put(
                    dimension.isHost() ? "weir.distinct.peers" : "weir.distinct.hosts",
                    distinct.hosts());
        }
        document.put("weir.distinct.ports", distinct.ports());
    }

    /** The length of a window. */
    static long seconds(long windowStart, long windowEnd) {
        return (windowEnd - windowStart) / SECOND_MILLIS;
    }
}
