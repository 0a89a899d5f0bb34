package io.weir.job.documents;

import io.weir.operators.traffic.Dimension;
import io.weir.operators.traffic.Metric;
import io.weir.operators.traffic.TopEntry;
import io.weir.operators.traffic.TopN;
import io.weir.operators.traffic.Traffic;
import io.weir.operators.traffic.TrafficKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes a Top-N as one document per rank and one for all other keys. One instance per thread.
 *
 * <p>The id is window, dimension, scope and rank; the index is that of the window's day: both never
 * change, so that a later revision replaces an earlier one.
 */
public final class TopNDocuments implements RevisedDocuments<TopN> {

    /** The traffic that keys are ranked in. */
    static final String SCOPE = "all";

    static final String OTHER = "other";

    private final JsonDocument json = new JsonDocument();
    private final IndexDay index;

    public TopNDocuments(String indexPrefix) {
        index = new IndexDay(indexPrefix + "-topn-");
    }

    /** The documents of a window, rank 1 first, {@code other} last. */
    @Override
    public List<IndexedDocument> documents(TopN top, long nowMillis) {
        List<IndexedDocument> documents = new ArrayList<>(top.entries().size() + 1);
        Traffic all = top.all();
        int rank = 1;
        for (TopEntry entry : top.entries()) {
            documents.add(ranked(top, entry, rank++, all, nowMillis));
        }
        FieldTree other = document(top, OTHER, top.other(), all, nowMillis);
        if (top.threshold() > 0) {
            other.put("weir.topn.threshold", top.threshold());
        }
        documents.add(write(top, OTHER, other));
        return documents;
    }

    private IndexedDocument ranked(
            TopN top, TopEntry entry, int rank, Traffic all, long nowMillis) {
        NamedKey key = NamedKey.of(top.dimension(), entry.key());
        FieldTree document = document(top, key.text(), entry.traffic(), all, nowMillis);
        key.fields().addTo(document);
        TrafficDocument.addDistinct(top.dimension(), entry.distinct(), document);
        document.put("weir.topn.rank", (long) rank);
        if (entry.missed() > 0) {
            document.put("weir.topn.missed", entry.missed());
        }
        return write(top, String.valueOf(rank), document);
    }

    private static FieldTree document(
            TopN top, String key, Traffic traffic, Traffic all, long nowMillis) {
        return TrafficDocument.of(
                        top.windowStart(), top.windowEnd(), traffic, top.revision(), nowMillis)
                .put("weir.window.final", top.complete())
                .put("weir.topn.dimension", top.dimension().label())
                .put("weir.topn.scope", SCOPE)
                .put("weir.topn.metric", label(top.metric()))
                .put("weir.topn.key", key)
                .put("weir.topn.share", share(top.metric(), traffic, all))
                .put("weir.topn.flows", traffic.flows());
    }

    private IndexedDocument write(TopN top, String place, FieldTree document) {
        document.writeTo(json.start());
        return new IndexedDocument(
                index.of(top.windowStart()), id(top, place), top.revision(), json.finish());
    }

    /** What people call a key, as {@code weir.topn.key} has it. */
    public static String name(Dimension dimension, TrafficKey key) {
        return NamedKey.of(dimension, key).text();
    }

    static String label(Metric metric) {
        return metric.name().toLowerCase(Locale.ROOT);
    }

    /** The part of all traffic, 0 to 1, by what ranks are made by; 0 where there was none. */
    static double share(Metric metric, Traffic traffic, Traffic all) {
        return metric.of(all) == 0 ? 0 : (double) metric.of(traffic) / metric.of(all);
    }

    /**
     * The id of the document of a rank.
     *
     * @param place the rank, or {@link #OTHER}
     */
    static String id(TopN top, String place) {
        return String.join(
                "/",
                String.valueOf(top.windowStart()),
                String.valueOf(TrafficDocument.seconds(top.windowStart(), top.windowEnd())),
                top.dimension().label(),
                SCOPE,
                place);
    }
}
