package io.weir.job.config;

import java.io.Serializable;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where a stream goes.
 *
 * @param shares what each sink takes of it
 * @param retentionDays how long Elasticsearch keeps it behind the end of a day; 0 for good
 */
public record StreamConfiguration(Map<SinkKind, Share> shares, int retentionDays)
        implements Serializable {

    /** The keys of one stream. */
    record Keys(Map<SinkKind, Key<Share>> shares, Key<Integer> retention) {

        static Keys of(DocumentStream stream) {
            Map<SinkKind, Key<Share>> shares = new EnumMap<>(SinkKind.class);
            for (SinkKind sink : SinkKind.values()) {
                shares.put(sink, share(stream, sink));
            }
            return new Keys(shares, retention(stream));
        }

        private static Key<Share> share(DocumentStream stream, SinkKind sink) {
            return Key.of(
                    "streams." + stream.spelling() + "." + sink.spelling(),
                    stream.canBeSampled() ? ValueType.share() : ValueType.allOrNothing(),
                    sink.defaultShare(),
                    String.format("What of %s goes to %s.", stream.title(), sink.title()));
        }

        private static Key<Integer> retention(DocumentStream stream) {
            return Key.of(
                    "streams." + stream.spelling() + ".retention",
                    ValueType.retention(),
                    "none",
                    String.format(
                            "How long Elasticsearch keeps %s: the index of a day is deleted so many"
                                    + " days behind its end.",
                            stream.title()));
        }

        List<Key<?>> all() {
            return Stream.<Key<?>>concat(shares.values().stream(), Stream.of(retention)).toList();
        }
    }

    public StreamConfiguration {
        EnumMap<SinkKind, Share> all = new EnumMap<>(SinkKind.class);
        for (SinkKind sink : SinkKind.values()) {
            all.put(sink, shares.getOrDefault(sink, Share.OFF));
        }
        shares = Collections.unmodifiableMap(all);
    }

    static StreamConfiguration from(Settings settings, Keys keys) {
        Map<SinkKind, Share> shares = new EnumMap<>(SinkKind.class);
        keys.shares().forEach((sink, key) -> shares.put(sink, settings.get(key)));
        return new StreamConfiguration(shares, settings.get(keys.retention()));
    }

    /** What a sink takes. */
    public Share share(SinkKind sink) {
        return shares.get(sink);
    }

    /** Whether a sink takes anything. */
    public boolean goesTo(SinkKind sink) {
        return !share(sink).isOff();
    }
}
