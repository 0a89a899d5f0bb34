package io.weir.job.config;

import io.weir.operators.traffic.Dimension;
import io.weir.operators.traffic.Metric;
import java.io.Serializable;
import java.util.List;

/**
 * The Top-N lists.
 *
 * @param dimensions what there are lists of
 * @param size the number of ranks in a list
 * @param metric what ranks are made by
 * @param keys how many keys each dimension keeps in a window; of more, the smallest are forgotten
 * @param exact dimensions of which none is forgotten
 */
public record TopNConfiguration(
        List<Dimension> dimensions, int size, Metric metric, int keys, List<Dimension> exact)
        implements Serializable {

    static final Key<List<Dimension>> DIMENSIONS =
            Key.of(
                    "topn.dimensions",
                    ValueType.listOf(ValueType.oneOf(Dimension.class)),
                    "client, server, service, conversation, application, as-pair, country,"
                            + " client-server",
                    "What there are Top-N lists of.");

    static final Key<Integer> SIZE =
            Key.of("topn.size", ValueType.integer(1, 1000), "10", "Ranks in each Top-N list.");

    static final Key<Metric> METRIC =
            Key.of(
                    "topn.metric",
                    ValueType.oneOf(Metric.class),
                    "bytes",
                    "What ranks are made by.");

    static final Key<Integer> KEYS_KEPT =
            Key.of(
                    "topn.keys",
                    ValueType.integer(1_000, 100_000_000),
                    "262144",
                    "Keys, such as addresses, that each dimension keeps in a window. Of more, the"
                            + " smallest are forgotten, and lists say by how much they may be too"
                            + " low. Each takes up to 160 bytes.");

    static final Key<List<Dimension>> EXACT =
            Key.withoutDefault(
                    "topn.exact",
                    ValueType.listOf(ValueType.oneOf(Dimension.class)),
                    "Dimensions of which no key is forgotten, however many there are: mind the"
                            + " memory.");

    static final List<Key<?>> KEYS = List.of(DIMENSIONS, SIZE, METRIC, KEYS_KEPT, EXACT);

    public TopNConfiguration {
        exact = exact == null ? List.of() : List.copyOf(exact);
    }

    static TopNConfiguration from(Settings settings) {
        return new TopNConfiguration(
                settings.get(DIMENSIONS),
                settings.get(SIZE),
                settings.get(METRIC),
                settings.get(KEYS_KEPT),
                settings.get(EXACT));
    }
}
