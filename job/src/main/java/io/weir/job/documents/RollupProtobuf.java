package io.weir.job.documents;

import io.weir.job.documents.protobuf.ProtobufWriter;
import io.weir.operators.traffic.Distinct;
import io.weir.operators.traffic.Rollup;

/**
 * Writes the traffic of keys in windows as messages {@code weir.v1.Rollup}, whose schema is in
 * {@code weir/v1/messages.proto}. One instance per thread.
 */
public final class RollupProtobuf {

    private final ProtobufWriter message = new ProtobufWriter();
    private final TrafficKeyProtobuf keys = new TrafficKeyProtobuf();

    /** The message of the traffic of one key in one window. */
    public KeyedMessage write(Rollup rollup) {
        if (rollup.isOther()) {
            String id = RollupDocuments.idOfOther(rollup);
            begin(id, rollup);
            message.put(6, keys.write(RollupDocuments.OTHER));
            message.put(7, true);
            return new KeyedMessage(id, message.finish());
        }
        NamedKey key = NamedKey.of(rollup.dimension(), rollup.key());
        String id = RollupDocuments.id(rollup, key.id());
        begin(id, rollup);
        message.put(6, keys.write(key));
        if (rollup.interfaceSpeed() > 0) {
            message.put(13, rollup.interfaceSpeed());
        }
        Distinct distinct = rollup.distinct();
        if (distinct != null) {
            message.put(11, distinct.hosts());
            message.put(12, distinct.ports());
        }
        return new KeyedMessage(id, message.finish());
    }

    private void begin(String id, Rollup rollup) {
        message.start();
        message.put(1, id);
        message.put(2, rollup.revision());
        message.put(3, rollup.windowStart());
        message.put(4, rollup.windowEnd());
        message.put(5, rollup.dimension().label());
        message.put(8, rollup.traffic().bytes());
        message.put(9, rollup.traffic().packets());
        message.put(10, rollup.traffic().flows());
    }
}
