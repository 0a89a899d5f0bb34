package io.weir.job.documents;

import io.weir.codec.flow.ClientEvidence;
import io.weir.job.documents.ConversationDocuments.ConversationIds;
import io.weir.job.documents.protobuf.ProtobufWriter;
import io.weir.operators.conversations.Conversation;

/**
 * Writes conversations as messages {@code weir.v1.Conversation}, whose schema is in {@code
 * weir/v1/messages.proto}. One instance per thread.
 */
public final class ConversationProtobuf {

    private static final int UPDATED = 1;
    private static final int FINAL = 2;
    private static final int SOURCE = 1;
    private static final int DESTINATION = 2;

    private final ProtobufWriter message = new ProtobufWriter();
    private final ConversationIds ids = new ConversationIds();

    /** The message of a state of a conversation. */
    public KeyedMessage write(Conversation conversation) {
        String id = ids.document(conversation);
        message.start();
        message.put(1, id);
        message.put(2, conversation.revision());
        message.put(3, conversation.isFinal() ? FINAL : UPDATED);
        message.put(4, ids.conversation(conversation));
        message.put(5, conversation.openedMillis());
        message.put(6, conversation.startMillis());
        message.put(7, conversation.endMillis());
        message.putAddress(8, conversation.source().address());
        message.putAddress(9, conversation.destination().address());
        message.put(10, conversation.source().port());
        message.put(11, conversation.destination().port());
        message.put(12, conversation.protocol());
        message.put(13, conversation.source().bytes());
        message.put(14, conversation.source().packets());
        message.put(15, conversation.destination().bytes());
        message.put(16, conversation.destination().packets());
        message.put(17, conversation.records());
        message.putAddress(18, conversation.exporter());
        message.put(19, conversation.isSampled());
        writeState(conversation);
        writeClient(conversation);
        return new KeyedMessage(id, message.finish());
    }

    private void writeState(Conversation conversation) {
        if (conversation.tcpState() != null) {
            message.put(20, conversation.source().tcpFlags());
            message.put(21, conversation.destination().tcpFlags());
            message.put(22, conversation.tcpState().code());
        }
        if (conversation.isFinal()) {
            message.put(23, conversation.ending().code());
        }
    }

    private void writeClient(Conversation conversation) {
        if (conversation.client() != null) {
            long evidence = conversation.clientEvidence();
            message.put(24, ClientEvidence.isSource(evidence) ? SOURCE : DESTINATION);
            message.put(25, ClientEvidence.confidence(evidence));
            message.put(26, ClientEvidence.reason(evidence).label());
        }
    }
}
