package io.weir.job.documents;

import io.weir.job.documents.protobuf.ProtobufWriter;
import io.weir.operators.traffic.Distinct;
import io.weir.operators.traffic.Metric;
import io.weir.operators.traffic.TopEntry;
import io.weir.operators.traffic.TopN;
import io.weir.operators.traffic.Traffic;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a Top-N as messages {@code weir.v1.TopN}, whose schema is in {@code
 * weir/v1/messages.proto}. One instance per thread.
 */
public final class TopNProtobuf {

    private final ProtobufWriter message = new ProtobufWriter();
    private final TrafficKeyProtobuf keys = new TrafficKeyProtobuf();

    /** The messages of a window, rank 1 first, {@code other} last. */
    public List<KeyedMessage> write(TopN top) {
        List<KeyedMessage> messages = new ArrayList<>(top.entries().size() + 1);
        Traffic all = top.all();
        int rank = 1;
        for (TopEntry entry : top.entries()) {
            messages.add(write(top, entry, rank++, all));
        }
        messages.add(writeOther(top, all));
        return messages;
    }

    private KeyedMessage write(TopN top, TopEntry entry, int rank, Traffic all) {
        String id = TopNDocuments.id(top, String.valueOf(rank));
        begin(id, top, entry.traffic(), all);
        message.put(9, keys.write(NamedKey.of(top.dimension(), entry.key())));
        message.put(10, rank);
        message.put(15, entry.missed());
        Distinct distinct = entry.distinct();
        if (distinct != null) {
            message.put(16, distinct.hosts());
            message.put(17, distinct.ports());
        }
        return new KeyedMessage(id, message.finish());
    }

    private KeyedMessage writeOther(TopN top, Traffic all) {
        String id = TopNDocuments.id(top, TopNDocuments.OTHER);
        begin(id, top, top.other(), all);
        message.put(9, keys.write(TopNDocuments.OTHER));
        if (top.threshold() > 0) {
            message.put(18, top.threshold());
        }
        return new KeyedMessage(id, message.finish());
    }

    private void begin(String id, TopN top, Traffic traffic, Traffic all) {
        message.start();
        message.put(1, id);
        message.put(2, top.revision());
        message.put(3, top.windowStart());
        message.put(4, top.windowEnd());
        message.put(5, top.complete());
        message.put(6, top.dimension().label());
        message.put(7, TopNDocuments.SCOPE);
        message.put(8, number(top.metric()));
        message.put(11, traffic.bytes());
        message.put(12, traffic.packets());
        message.put(13, traffic.flows());
        message.put(14, TopNDocuments.share(top.metric(), traffic, all));
    }

    private static int number(Metric metric) {
        return switch (metric) {
            case BYTES -> 1;
            case PACKETS -> 2;
            case FLOWS -> 3;
        };
    }
}
