package io.weir.job.config;

import java.io.Serializable;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Where a stream goes.
 *
 * @param shares what each sink takes of it
 */
public record StreamConfiguration(Map<SinkKind, Share> shares) implements Serializable {

    /** The keys of one stream. */
    record Keys(Map<SinkKind, Key<Share>> shares) {

        static Keys of(DocumentStream stream) {
            Map<SinkKind, Key<Share>> shares = new EnumMap<>(SinkKind.class);
            for (SinkKind sink : SinkKind.values()) {
                shares.put(sink, share(stream, sink));
            }
            return new Keys(shares);
        }

        private static Key<Share> share(DocumentStream stream, SinkKind sink) {
            return Key.of(
                    "streams." + stream.spelling() + "." + sink.spelling(),
                    stream.canBeSampled() ? ValueType.share() : ValueType.allOrNothing(),
                    sink.defaultShare(),
                    String.format("What of %s goes to %s.", stream.title(), sink.title()));
        }

        List<Key<?>> all() {
            return List.copyOf(shares.values());
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
        return new StreamConfiguration(shares);
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
