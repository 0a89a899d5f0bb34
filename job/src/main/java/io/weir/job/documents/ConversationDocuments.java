package io.weir.job.documents;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.ClientEvidence;
import io.weir.operators.conversations.Conversation;
import io.weir.operators.conversations.End;
import io.weir.operators.enrich.ids.CommunityId;
import io.weir.operators.enrich.ids.FlowIds;
import io.weir.operators.enrich.ids.IdText;
import io.weir.operators.enrich.names.IpProtocols;
import io.weir.operators.enrich.names.TcpFlags;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Writes conversations, one document each, with the fields that flows have. One instance per
 * thread.
 *
 * <p>The id is that of the conversation, its exporter, and when its first record began and was
 * received; the index is that of the day of that: they never change, so that a later revision
 * replaces an earlier one.
 */
public final class ConversationDocuments implements RevisedDocuments<Conversation> {

    static final String UPDATED = "updated";
    static final String FINAL = "final";

    /** That of Zeek, Suricata and others where nobody set another. */
    private static final int SEED = 0;

    private final JsonDocument json = new JsonDocument();
    private final ConversationIds ids = new ConversationIds();
    private final CommunityId communityId = new CommunityId(SEED);
    private final byte[] communityIdText = new byte[CommunityId.LENGTH];
    private final IndexDay index;

    public ConversationDocuments(String indexPrefix) {
        index = new IndexDay(indexPrefix + "-conversations-");
    }

    @Override
    public List<IndexedDocument> documents(Conversation conversation, long nowMillis) {
        json.start();
        json.putTime("@timestamp", conversation.endMillis());
        json.begin("ecs").put("version", "1.5.0").end();
        writeEvent(conversation, nowMillis);
        write("source", conversation.source());
        write("destination", conversation.destination());
        if (conversation.client() != null) {
            write("client", conversation.client());
            write("server", conversation.server());
        }
        writeNetwork(conversation);
        json.begin("observer").putAddress("ip", conversation.exporter()).end();
        writeFlow(conversation);
        writeWeir(conversation);
        return List.of(
                new IndexedDocument(
                        index.near(conversation.firstStartMillis(), conversation.openedMillis()),
                        ids.document(conversation),
                        conversation.revision(),
                        json.finish()));
    }

    private void writeEvent(Conversation conversation, long nowMillis) {
        long millis = conversation.endMillis() - conversation.startMillis();
        json.begin("event").put("kind", "event");
        json.put("module", "weir").put("dataset", "weir.conversations");
        json.put("category", "network").put("type", "connection");
        json.putTime("start", conversation.startMillis());
        json.putTime("end", conversation.endMillis());
        json.put("duration", TimeUnit.MILLISECONDS.toNanos(millis));
        json.putTime("created", conversation.openedMillis());
        json.putTime("ingested", nowMillis);
        json.end();
    }

    private void write(String name, End end) {
        json.begin(name).putAddress("ip", end.address());
        if (end.port() != 0) {
            json.put("port", end.port());
        }
        json.put("bytes", end.bytes()).put("packets", end.packets()).end();
    }

    private void writeNetwork(Conversation conversation) {
        IpAddress source = conversation.source().address();
        int protocol = conversation.protocol();
        json.begin("network");
        json.put("type", IpAddress.isIpv4(source.high(), source.low()) ? "ipv4" : "ipv6");
        json.put("iana_number", protocol).put("transport", IpProtocols.text(protocol));
        // That of ICMP has type and code, which differ within a conversation.
        if (protocol != IpProtocols.ICMP && protocol != IpProtocols.ICMPV6) {
            json.put("community_id", communityId(conversation));
        }
        json.put("bytes", conversation.bytes()).put("packets", conversation.packets()).end();
    }

    private String communityId(Conversation conversation) {
        End source = conversation.source();
        End destination = conversation.destination();
        communityId.write(
                source.address().high(),
                source.address().low(),
                destination.address().high(),
                destination.address().low(),
                conversation.protocol(),
                source.port(),
                destination.port(),
                communityIdText,
                0);
        return new String(communityIdText, StandardCharsets.US_ASCII);
    }

    private void writeFlow(Conversation conversation) {
        json.begin("flow").put("conversation_id", ids.conversation(conversation));
        if (conversation.protocol() == IpProtocols.TCP) {
            json.putStrings("tcp_flags", TcpFlags.list(conversation.source().tcpFlags()));
            json.putStrings(
                    "reverse_tcp_flags", TcpFlags.list(conversation.destination().tcpFlags()));
        }
        json.end();
    }

    private void writeWeir(Conversation conversation) {
        json.begin("weir");
        json.put("status", conversation.isFinal() ? FINAL : UPDATED);
        json.put("revision", conversation.revision());
        if (conversation.client() != null) {
            long evidence = conversation.clientEvidence();
            json.begin("client").put("confidence", ClientEvidence.confidence(evidence));
            json.put("reason", ClientEvidence.reason(evidence).label()).end();
        }
        json.begin("conversation").put("records", conversation.records());
        json.put("sampled", conversation.isSampled());
        if (conversation.tcpState() != null) {
            json.put("tcp_state", conversation.tcpState().label());
        }
        if (conversation.isFinal()) {
            json.put("ending", conversation.ending().label());
        }
        json.end().end();
    }

    /** The ids of conversations and of their documents. Not thread-safe. */
    static final class ConversationIds {

        private final FlowIds ids = new FlowIds();
        private final byte[] text = new byte[IdText.LENGTH];

        /** What documents of its flows have as {@code flow.conversation_id}. */
        String conversation(Conversation conversation) {
            End source = conversation.source();
            End destination = conversation.destination();
            ids.conversation(
                    source.address().high(),
                    source.address().low(),
                    destination.address().high(),
                    destination.address().low(),
                    conversation.protocol(),
                    source.port(),
                    destination.port());
            IdText.write(ids.high(), ids.low(), text, 0);
            return new String(text, StandardCharsets.US_ASCII);
        }

        String document(Conversation conversation) {
            return String.join(
                    "/",
                    conversation(conversation),
                    conversation.exporter().toString(),
                    String.valueOf(conversation.firstStartMillis()),
                    String.valueOf(conversation.openedMillis()));
        }
    }
}
