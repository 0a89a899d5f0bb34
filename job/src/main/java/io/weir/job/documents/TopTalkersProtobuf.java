package io.weir.job.documents;

import io.weir.job.documents.protobuf.ProtobufWriter;
import io.weir.operators.topn.Talker;
import io.weir.operators.topn.TopTalkers;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a Top-N as messages {@code weir.v1.TopN}, whose schema is in {@code
 * weir/v1/messages.proto}. One instance per thread.
 */
public final class TopTalkersProtobuf {

    private final ProtobufWriter message = new ProtobufWriter();

    /** The messages of a window, rank 1 first, {@code other} last. */
    public List<KeyedMessage> write(TopTalkers top) {
        List<KeyedMessage> messages = new ArrayList<>(top.talkers().size() + 1);
        long allBytes = top.all().bytes();
        int rank = 1;
        for (Talker talker : top.talkers()) {
            messages.add(write(top, talker, rank++, allBytes));
        }
        messages.add(write(top, top.other(), 0, allBytes));
        return messages;
    }

    private KeyedMessage write(TopTalkers top, Talker talker, int rank, long allBytes) {
        String id = TopTalkersDocuments.id(top, talker, rank);
        message.start();
        message.put(1, id);
        message.put(2, top.revision());
        message.put(3, top.windowStart());
        message.put(4, top.windowEnd());
        message.put(5, top.complete());
        message.put(6, TopTalkersDocuments.DIMENSION);
        message.put(7, TopTalkersDocuments.SCOPE);
        if (talker.host() == null) {
            message.put(8, TopTalkersDocuments.OTHER);
        } else {
            message.put(8, talker.host().toString());
            message.put(9, rank);
            message.putAddress(10, talker.host());
        }
        message.put(11, talker.bytes());
        message.put(12, talker.packets());
        message.put(13, talker.flows());
        message.put(14, allBytes == 0 ? 0 : (double) talker.bytes() / allBytes);
        return new KeyedMessage(id, message.finish());
    }
}
