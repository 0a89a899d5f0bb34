package io.weir.operators.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What sums hand out. */
final class ReceivedParts {

    private final Map<Dimension, Map<Key, Traffic>> sums = new HashMap<>();
    private final Map<Dimension, Map<Key, String>> texts = new HashMap<>();
    private final Map<Dimension, Traffic> remainders = new HashMap<>();
    private final Map<Dimension, Long> missed = new HashMap<>();

    /** A key in a window. */
    record Key(long windowEnd, List<Long> key) {}

    void add(TrafficParts parts) {
        Dimension dimension = parts.dimension();
        Set<Key> keys = new HashSet<>();
        for (int part = 0; part < parts.count(); part++) {
            int at = part * parts.stride();
            int counters = at + dimension.keyLength();
            List<Long> longs = Arrays.stream(parts.values(), at, counters).boxed().toList();
            Key key = new Key(parts.windowEnd(), longs);
            assertThat(keys.add(key)).as("%s comes once at a time", key).isTrue();
            sums.computeIfAbsent(dimension, any -> new HashMap<>())
                    .merge(
                            key,
                            new Traffic(
                                    parts.values()[counters],
                                    parts.values()[counters + 1],
                                    parts.values()[counters + 2]),
                            Traffic::plus);
            if (parts.text(part) != null) {
                texts.computeIfAbsent(dimension, any -> new HashMap<>()).put(key, parts.text(part));
            }
        }
        remainders.merge(dimension, parts.remainder().traffic(), Traffic::plus);
        missed.merge(dimension, parts.remainder().most(), Math::max);
    }

    Map<Key, Traffic> sums(Dimension dimension) {
        return sums.getOrDefault(dimension, Map.of());
    }

    Map<Key, String> texts(Dimension dimension) {
        return texts.getOrDefault(dimension, Map.of());
    }

    Traffic remainder(Dimension dimension) {
        return remainders.getOrDefault(dimension, Traffic.NONE);
    }

    long missed(Dimension dimension) {
        return missed.getOrDefault(dimension, 0L);
    }
}
