package io.weir.codec.sequence;

import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.store.MemorySessionStore;
import java.util.EnumMap;
import java.util.Map;

/** A {@link SequenceTracking} over a store in memory, with all that it counted. */
final class Tracked {

    static final int MOST_DOMAINS = 32;

    private final ExportProtocol protocol;
    private final MemorySessionStore store = new MemorySessionStore();
    private final Map<SequenceEvent, Long> counts = new EnumMap<>(SequenceEvent.class);
    private final FlowBatch batch = new FlowBatch();
    private SequenceTracking tracking = create();

    Tracked(ExportProtocol protocol) {
        this.protocol = protocol;
    }

    private SequenceTracking create() {
        return new SequenceTracking(
                store, (event, amount) -> counts.merge(event, amount, Long::sum), MOST_DOMAINS);
    }

    void receive(NumberedMessage message) {
        receive(0, message);
    }

    void receive(long domain, NumberedMessage message) {
        batch.clear();
        batch.setOrigin(0, 1, 50_000, message.exportMillis());
        batch.setHeader(protocol, domain, message.sequence(), message.exportMillis());
        batch.append(message.flows());
        tracking.observe(batch, message.uptimeMillis(), message.options(), message.complete());
    }

    /** Goes on with what the store has, as after a restart from a checkpoint. */
    void restore() {
        tracking.flush();
        tracking = create();
    }

    MemorySessionStore store() {
        return store;
    }

    SequenceStatus status() {
        if (tracking.status().size() != 1) {
            throw new AssertionError("Not one domain: " + tracking.status());
        }
        return tracking.status().get(0);
    }

    SequenceTracking tracking() {
        return tracking;
    }

    long count(SequenceEvent event) {
        return counts.getOrDefault(event, 0L);
    }

    Map<SequenceEvent, Long> counts() {
        return counts;
    }
}
