package io.weir.job.documents;

import io.weir.operators.topn.Talker;
import io.weir.operators.topn.TopTalkers;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a Top-N as one document per rank and one for all other hosts. One instance per thread.
 *
 * <p>The id is window, dimension, scope and rank; the index is that of the window's day: both never
 * change, so that a later revision replaces an earlier one.
 */
public final class TopTalkersDocuments implements RevisedDocuments<TopTalkers> {

    static final String DIMENSION = "talkers";
    static final String SCOPE = "source";
    static final String OTHER = "other";

    private final JsonDocument json = new JsonDocument();
    private final IndexDay index;

    public TopTalkersDocuments(String indexPrefix) {
        index = new IndexDay(indexPrefix + "-topn-");
    }

    /** The documents of a window, rank 1 first, {@code other} last. */
    @Override
    public List<IndexedDocument> documents(TopTalkers top, long nowMillis) {
        List<IndexedDocument> documents = new ArrayList<>(top.talkers().size() + 1);
        long allBytes = top.all().bytes();
        int rank = 1;
        for (Talker talker : top.talkers()) {
            documents.add(write(top, talker, rank++, allBytes, nowMillis));
        }
        documents.add(write(top, top.other(), 0, allBytes, nowMillis));
        return documents;
    }

    private IndexedDocument write(
            TopTalkers top, Talker talker, int rank, long allBytes, long nowMillis) {
        boolean listed = talker.host() != null;
        json.start();
        json.putTime("@timestamp", top.windowStart());
        json.begin("event").put("kind", "metric");
        json.putTime("created", top.windowEnd()).putTime("ingested", nowMillis);
        json.end();
        if (listed) {
            json.begin("source").putAddress("ip", talker.host()).end();
        }
        json.begin("network");
        json.put("bytes", talker.bytes()).put("packets", talker.packets());
        json.end();
        json.begin("weir").put("revision", top.revision());
        json.begin("window");
        json.putTime("start", top.windowStart()).putTime("end", top.windowEnd());
        json.put("final", top.complete()).end();
        json.begin("topn").put("dimension", DIMENSION).put("scope", SCOPE);
        json.put("key", listed ? talker.host().toString() : OTHER);
        if (listed) {
            json.put("rank", rank);
        }
        json.put("share", allBytes == 0 ? 0 : (double) talker.bytes() / allBytes);
        json.put("flows", talker.flows());
        json.end().end();
        String id = id(top, talker, rank);
        return new IndexedDocument(index.of(top.windowStart()), id, top.revision(), json.finish());
    }

    /** The id of a talker's document. */
    static String id(TopTalkers top, Talker talker, int rank) {
        return String.join(
                "/",
                String.valueOf(top.windowStart()),
                DIMENSION,
                SCOPE,
                talker.host() == null ? OTHER : String.valueOf(rank));
    }
}
