package io.weir.job.documents;

import io.weir.operators.traffic.Rollup;
import java.util.List;

/**
 * Writes the traffic of keys in windows, one document each. One instance per thread.
 *
 * <p>The id is window, dimension and key; the index is that of the window's day: both never change,
 * so that a later revision replaces an earlier one.
 */
public final class RollupDocuments implements RevisedDocuments<Rollup> {

    static final String OTHER = "other";

    private static final double BITS = Byte.SIZE;

    private final JsonDocument json = new JsonDocument();
    private final IndexDay index;

    public RollupDocuments(String indexPrefix) {
        index = new IndexDay(indexPrefix + "-rollups-");
    }

    @Override
    public List<IndexedDocument> documents(Rollup rollup, long nowMillis) {
        FieldTree document =
                TrafficDocument.of(
                                rollup.windowStart(),
                                rollup.windowEnd(),
                                rollup.traffic(),
                                rollup.revision(),
                                nowMillis)
                        .put("weir.rollup.dimension", rollup.dimension().label())
                        .put("weir.rollup.flows", rollup.traffic().flows())
                        .put("weir.rollup.bits_per_second", bitsPerSecond(rollup));
        String id;
        if (rollup.isOther()) {
            document.put("weir.rollup.key", OTHER).put("weir.rollup.other", true);
            id = idOfOther(rollup);
        } else {
            NamedKey key = NamedKey.of(rollup.dimension(), rollup.key());
            document.put("weir.rollup.key", key.text());
            key.fields().addTo(document);
            addUtilization(rollup, document);
            TrafficDocument.addDistinct(rollup.dimension(), rollup.distinct(), document);
            id = id(rollup, key.id());
        }
        document.writeTo(json.start());
        return List.of(
                new IndexedDocument(
                        index.of(rollup.windowStart()), id, rollup.revision(), json.finish()));
    }

    private static void addUtilization(Rollup rollup, FieldTree document) {
        if (rollup.interfaceSpeed() > 0) {
            document.put("weir.rollup.interface_speed", rollup.interfaceSpeed())
                    .put(
                            "weir.rollup.utilization",
                            bitsPerSecond(rollup) / rollup.interfaceSpeed());
        }
    }

    /** On the average of the window. */
    static double bitsPerSecond(Rollup rollup) {
        return rollup.traffic().bytes()
                * BITS
                / TrafficDocument.seconds(rollup.windowStart(), rollup.windowEnd());
    }

    /** The id of the document of all keys of a bucket that there was no room for. */
    static String idOfOther(Rollup rollup) {
        return id(rollup, OTHER + "-" + rollup.bucket());
    }

    /**
     * The id of a document.
     *
     * @param key {@link NamedKey#id}
     */
    static String id(Rollup rollup, String key) {
        return String.join(
                "/",
                String.valueOf(rollup.windowStart()),
                String.valueOf(TrafficDocument.seconds(rollup.windowStart(), rollup.windowEnd())),
                rollup.dimension().label(),
                key);
    }
}
