package io.weir.operators.enrich.threat;

import java.util.List;
import java.util.TreeSet;
import javax.annotation.Nullable;

/**
 * What all feeds together say of an address.
 *
 * @param feeds the names of those that list it, in the order of the configuration; at least one
 * @param tags theirs, sorted, each once
 * @param score the highest, 0 to 100
 * @param urls where they come from, each once
 */
public record Threat(List<String> feeds, List<String> tags, int score, List<String> urls) {

    public Threat {
        feeds = List.copyOf(feeds);
        tags = List.copyOf(tags);
        urls = List.copyOf(urls);
    }

    /**
     * The tags of both ends of a flow, sorted, each once: {@code flow.rep_tags}. Those of one end
     * are {@code flow.src_rep_tags}, {@code dst_rep_tags}, {@code client_rep_tags} and {@code
     * server_rep_tags}.
     *
     * @param one null if that end is on no list
     * @param other the same of the other end
     */
    public static List<String> tagsOf(@Nullable Threat one, @Nullable Threat other) {
        TreeSet<String> tags = new TreeSet<>();
        if (one != null) {
            tags.addAll(one.tags);
        }
        if (other != null) {
            tags.addAll(other.tags);
        }
        return List.copyOf(tags);
    }
}
