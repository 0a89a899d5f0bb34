package io.weir.job.config;

import java.io.Serializable;
import java.util.List;

/**
 * The lists of top talkers.
 *
 * @param size the number of ranks in a list
 */
public record TopNConfiguration(int size) implements Serializable {

    static final Key<Integer> SIZE =
            Key.of("topn.size", ValueType.integer(1, 1000), "10", "Ranks in each Top-N list.");

    static final List<Key<?>> KEYS = List.of(SIZE);

    static TopNConfiguration from(Settings settings) {
        return new TopNConfiguration(settings.get(SIZE));
    }
}
