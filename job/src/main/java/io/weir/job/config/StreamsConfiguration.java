package io.weir.job.config;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where each stream goes.
 *
 * @param flowDetail how much the documents of flows have, in each sink
 */
public record StreamsConfiguration(
        Map<DocumentStream, StreamConfiguration> streams, FlowDetail flowDetail)
        implements Serializable {

    static final Key<FlowDetail> FLOW_DETAIL =
            Key.of(
                    "streams.flows.documents",
                    ValueType.oneOf(FlowDetail.class),
                    "full",
                    "How much documents of flows have: everything, or what most questions are"
                            + " about, without the fields of ElastiFlow's dashboards.");

    private static final Map<DocumentStream, StreamConfiguration.Keys> KEYS_OF_STREAMS =
            keysOfStreams();

    static final List<Key<?>> KEYS =
            Stream.concat(
                            Stream.of(FLOW_DETAIL),
                            KEYS_OF_STREAMS.values().stream().flatMap(keys -> keys.all().stream()))
                    .toList();

    public StreamsConfiguration {
        EnumMap<DocumentStream, StreamConfiguration> all = new EnumMap<>(DocumentStream.class);
        for (DocumentStream stream : DocumentStream.values()) {
            all.put(stream, streams.getOrDefault(stream, new StreamConfiguration(Map.of(), 0)));
        }
        streams = Collections.unmodifiableMap(all);
    }

    private static Map<DocumentStream, StreamConfiguration.Keys> keysOfStreams() {
        Map<DocumentStream, StreamConfiguration.Keys> keys = new EnumMap<>(DocumentStream.class);
        for (DocumentStream stream : DocumentStream.values()) {
            keys.put(stream, StreamConfiguration.Keys.of(stream));
        }
        return keys;
    }

    /** What is not made goes nowhere. */
    static StreamsConfiguration from(Settings settings, ConversationsConfiguration conversations) {
        Map<DocumentStream, StreamConfiguration> streams = new EnumMap<>(DocumentStream.class);
        KEYS_OF_STREAMS.forEach(
                (stream, keys) -> streams.put(stream, StreamConfiguration.from(settings, keys)));
        if (!conversations.enabled()) {
            int retentionDays = streams.get(DocumentStream.CONVERSATIONS).retentionDays();
            streams.put(
                    DocumentStream.CONVERSATIONS, new StreamConfiguration(Map.of(), retentionDays));
        }
        return new StreamsConfiguration(streams, settings.get(FLOW_DETAIL));
    }

    /** The key that says what of a stream a sink takes. */
    static Key<Share> key(DocumentStream stream, SinkKind sink) {
        return KEYS_OF_STREAMS.get(stream).shares().get(sink);
    }

    /** How the documents of flows are that a sink takes. */
    public FlowForm form(SinkKind sink) {
        return new FlowForm(flowDetail, Math.max(1, of(DocumentStream.FLOWS).share(sink).oneIn()));
    }

    public StreamConfiguration of(DocumentStream stream) {
        return streams.get(stream);
    }

    /** The streams that a sink takes anything of. */
    public List<DocumentStream> to(SinkKind sink) {
        return Arrays.stream(DocumentStream.values())
                .filter(stream -> of(stream).goesTo(sink))
                .toList();
    }

    /** The days for which Elasticsearch keeps streams; without those that it keeps for good. */
    public Map<DocumentStream, Integer> retentionDays() {
        Map<DocumentStream, Integer> days = new EnumMap<>(DocumentStream.class);
        streams.forEach(
                (stream, configuration) -> {
                    if (configuration.retentionDays() > 0) {
                        days.put(stream, configuration.retentionDays());
                    }
                });
        return days;
    }

    /** Whether a sink takes anything of any stream. */
    public boolean use(SinkKind sink) {
        return !to(sink).isEmpty();
    }

    /** Whether any sink takes anything of a stream. */
    public boolean writes(DocumentStream stream) {
        return Arrays.stream(SinkKind.values()).anyMatch(of(stream)::goesTo);
    }
}
