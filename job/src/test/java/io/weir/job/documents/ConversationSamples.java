package io.weir.job.documents;

import io.weir.codec.flow.ClientEvidence;
import io.weir.codec.flow.ClientReason;
import io.weir.operators.conversations.Conversation;
import io.weir.operators.conversations.End;
import io.weir.operators.conversations.Ending;
import java.time.Instant;
import java.util.stream.Stream;
import javax.annotation.Nullable;

/** Conversations that go on and that are over, with ports and without. */
final class ConversationSamples {

    private static final long START = Instant.parse("2026-01-01T23:58:30Z").toEpochMilli();
    private static final int SYN_ACK_PSH = 0x1a;
    private static final int FIN = 1;
    private static final int TCP = 6;
    private static final int ICMPV6 = 58;
    private static final int GRE = 47;

    private ConversationSamples() {}

    static Stream<Conversation> all() {
        return Stream.of(
                tcp(7, null),
                tcp(9, Ending.TCP),
                sampled(),
                of(ICMPV6, ClientEvidence.source(ClientReason.ICMP_TYPE), 4, Ending.SILENCE),
                of(GRE, ClientEvidence.NONE, 900, Ending.DURATION));
    }

    /** One whose client was seen second. */
    static Conversation tcp(long records, @Nullable Ending ending) {
        int flags = ending == null ? SYN_ACK_PSH : SYN_ACK_PSH | FIN;
        return new Conversation(
                new End(Flows.address("198.51.100.7"), 443, 120_000 * records, 90, flags),
                new End(Flows.address("10.1.2.3"), 50_000, 4_000, 60, flags),
                TCP,
                Flows.address("192.0.2.1"),
                ClientEvidence.destination(ClientReason.SYN_ACK),
                false,
                START + 60_500,
                START + 1_000,
                START,
                START + 200_250,
                records,
                ending);
    }

    private static Conversation sampled() {
        return new Conversation(
                new End(Flows.address("10.1.2.3"), 50_001, 40_000, 1_000, 2),
                new End(Flows.address("198.51.100.7"), 80, 0, 0, 0),
                TCP,
                Flows.address("2001:db8::9"),
                ClientEvidence.source(ClientReason.SYN),
                true,
                START,
                START,
                START,
                START,
                1,
                Ending.ROOM);
    }

    private static Conversation of(int protocol, long evidence, long records, Ending ending) {
        return new Conversation(
                new End(Flows.address("2001:db8::1"), 0, 500, 5, 0),
                new End(Flows.address("2001:db8::2"), 0, 400, 4, 0),
                protocol,
                Flows.address("2001:db8::9"),
                evidence,
                false,
                START + 100,
                START,
                START,
                START + 5_000,
                records,
                ending);
    }
}
