package io.weir.operators.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.ClientEvidence;
import io.weir.codec.flow.ClientReason;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.Flows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The whole way from flows to conversations, against a computation that knows all at once. */
class ConversationPropertyTest {

    private static final long SECOND = 1_000;
    private static final long T0 = 1_700_000_040_000L;
    private static final long GAP = 120 * SECOND;
    private static final long LINGER = 30 * SECOND;
    private static final long LONGEST = 1_200 * SECOND;

    private static final ConversationRules RULES =
            new ConversationRules(
                    Duration.ofMillis(GAP),
                    Duration.ofMillis(LINGER),
                    Duration.ofMillis(LONGEST),
                    Duration.ofMinutes(1),
                    10_000);

    private static final int IDLE_TIMEOUT = 1;
    private static final int ACTIVE_TIMEOUT = 2;

    private static final int FIN = 1;
    private static final int[] FLAGS = {
        Flows.ACK, Flows.SYN, Flows.SYN | Flows.ACK, Flows.ACK | FIN, Flows.RST
    };

    /** A record; {@code back} is from the higher address to the lower one. */
    private record Sent(
            int pair,
            boolean back,
            String exporter,
            int endReason,
            long received,
            long start,
            long end,
            int flags,
            long bytes,
            long packets) {

        Sent at(long other) {
            return new Sent(
                    pair, back, exporter, endReason, other, start, end, flags, bytes, packets);
        }
    }

    private record Key(int pair, String exporter) {}

    @Property(tries = 40)
    void theFinalStatesAreThoseOfANaiveComputation(@ForAll Random random) throws Exception {
        List<Sent> all = randomRecords(random, 400);
        List<Conversation> ended = finals(run(all, random, 1 + random.nextInt(3)));

        assertThat(ended).containsExactlyInAnyOrderElementsOf(naive(all));
        assertConserves(all, ended);
    }

    @Property(tries = 20)
    void theStatesDoNotDependOnTheWayThatRecordsTake(@ForAll Random random) throws Exception {
        List<Sent> all = randomRecords(random, 300);

        assertThat(run(all, random, 3)).containsExactlyInAnyOrderElementsOf(run(all, random, 1));
    }

    @Property(tries = 20)
    void theFinalStatesDoNotDependOnWhenRecordsOfOneConversationCome(@ForAll Random random)
            throws Exception {
        List<Sent> all = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            long start = T0 + random.nextInt((int) GAP);
            all.add(randomRecord(random, i, 0, "192.0.2.1", start, GAP / 4, Flows.ACK));
        }

        Conversation some = finals(run(shuffled(all, random), random, 1)).get(0);
        Conversation other = finals(run(shuffled(all, random), random, 1)).get(0);
        assertThat(other)
                .usingRecursiveComparison()
                .ignoringFields("firstStartMillis", "openedMillis")
                .isEqualTo(some);
        assertConserves(all, List.of(some));
    }

    /** The records in another order of receipt, within a second. */
    private static List<Sent> shuffled(List<Sent> all, Random random) {
        List<Sent> other = new ArrayList<>(all);
        Collections.shuffle(other, random);
        for (int i = 0; i < other.size(); i++) {
            other.set(i, other.get(i).at(T0 + 2 * GAP + i * 30L));
        }
        return other;
    }

    @Property(tries = 20)
    void aJobThatIsRescaledReadsAgainAndMakesTheSameStates(@ForAll Random random) throws Exception {
        List<Sent> all = randomRecords(random, 300);
        List<Conversation> expected = run(all, random, 2);
        long checkpoint = T0 + (300 + random.nextInt(1_500)) * SECOND + random.nextInt(1_000);

        List<Conversation> states = new ArrayList<>();
        List<Sent> before = all.stream().filter(s -> s.received() <= checkpoint).toList();
        List<Sent> after = all.stream().filter(s -> s.received() > checkpoint).toList();
        try (ConversationChain first = new ConversationChain(RULES, 2)) {
            feed(first, before, random, states);
            var state = first.snapshot(1);
            // What the job does between the checkpoint and its failure comes again.
            List<Sent> lost = after.subList(0, after.size() / 2);
            feed(first, lost, random, states);
            try (ConversationChain second = ConversationChain.restored(RULES, 3, state)) {
                feed(second, after, random, states);
                second.watermark(Long.MAX_VALUE);
                states.addAll(second.take());
                assertThat(second.stateEntries()).isZero();
            }
        }

        assertThat(states.stream().distinct())
                .containsExactlyInAnyOrderElementsOf(expected.stream().distinct().toList());
    }

    /** All states, the last ones behind the end of the input. */
    private static List<Conversation> run(List<Sent> all, Random random, int parallelism)
            throws Exception {
        List<Conversation> states = new ArrayList<>();
        try (ConversationChain chain = new ConversationChain(RULES, parallelism)) {
            feed(chain, all, random, states);
            chain.watermark(Long.MAX_VALUE);
            states.addAll(chain.take());
            assertThat(chain.stateEntries()).isZero();
        }
        return states;
    }

    /**
     * Each subtask gets its records in another order; the watermark promises no more than holds.
     */
    private static void feed(
            ConversationChain chain, List<Sent> all, Random random, List<Conversation> states)
            throws Exception {
        List<Sent> ordered = new ArrayList<>(all);
        ordered.sort(Comparator.comparingLong(Sent::received));
        int from = 0;
        while (from < ordered.size()) {
            int to = Math.min(ordered.size(), from + 1 + random.nextInt(40));
            List<Sent> some = new ArrayList<>(ordered.subList(from, to));
            Collections.shuffle(some, random);
            for (Sent sent : some) {
                chain.receive(random.nextInt(chain.parallelism()), batch(sent));
            }
            long next = to < ordered.size() ? ordered.get(to).received() : some.get(0).received();
            chain.watermark(Math.min(next, lastOf(some)) - 1);
            states.addAll(chain.take());
            from = to;
        }
    }

    private static long lastOf(List<Sent> some) {
        return some.stream().mapToLong(Sent::received).max().orElseThrow();
    }

    private static List<Conversation> finals(List<Conversation> states) {
        return states.stream().filter(Conversation::isFinal).toList();
    }

    private static void assertConserves(List<Sent> all, List<Conversation> ended) {
        assertThat(ended.stream().mapToLong(Conversation::records).sum()).isEqualTo(all.size());
        assertThat(ended.stream().mapToLong(Conversation::bytes).sum())
                .isEqualTo(all.stream().mapToLong(Sent::bytes).sum());
        assertThat(ended.stream().mapToLong(Conversation::packets).sum())
                .isEqualTo(all.stream().mapToLong(Sent::packets).sum());
    }

    private static List<Sent> randomRecords(Random random, int count) {
        List<Sent> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String exporter = "192.0.2." + (1 + random.nextInt(2));
            long start = T0 + random.nextInt(2_400) * SECOND;
            int pair = random.nextInt(6);
            int flags = FLAGS[random.nextInt(random.nextInt(4) == 0 ? FLAGS.length : 1)];
            all.add(randomRecord(random, i, pair, exporter, start, 240 * SECOND, flags));
        }
        all.sort(Comparator.comparingLong(Sent::received));
        return all;
    }

    /** No two with other numbers are received in the same millisecond. */
    private static Sent randomRecord(
            Random random,
            int number,
            int pair,
            String exporter,
            long start,
            long longest,
            int flags) {
        long end = start + random.nextInt((int) (longest / SECOND)) * SECOND;
        return new Sent(
                pair,
                random.nextBoolean(),
                exporter,
                random.nextBoolean() ? IDLE_TIMEOUT : ACTIVE_TIMEOUT,
                end + random.nextInt(60) * SECOND + number,
                start,
                end,
                flags,
                random.nextInt(10_000),
                1 + random.nextInt(10));
    }

    private static IpAddress lower(int pair) {
        return IpAddress.ofIpv4(0x0a000000 + pair);
    }

    private static IpAddress higher(int pair) {
        return IpAddress.ofIpv4(0x0b000000 + pair);
    }

    private static FlowBatch batch(Sent sent) {
        return Flows.from(sent.exporter(), sent.received())
                .flow()
                .source(sent.back() ? higher(sent.pair()) : lower(sent.pair()))
                .destination(sent.back() ? lower(sent.pair()) : higher(sent.pair()))
                .with(FlowField.SOURCE_PORT, sent.back() ? 80 : 50_000)
                .tcp(sent.flags(), sent.back() ? 50_000 : 80)
                .with(FlowField.END_REASON, sent.endReason())
                .time(sent.start(), sent.end())
                .bytes(sent.bytes())
                .packets(sent.packets())
                .batch();
    }

    private static List<Conversation> naive(List<Sent> all) {
        List<Sent> ordered = new ArrayList<>(all);
        ordered.sort(Comparator.comparingLong(Sent::received));
        Map<Key, Session> open = new HashMap<>();
        List<Session> sessions = new ArrayList<>();
        for (Sent sent : ordered) {
            Key key = new Key(sent.pair(), sent.exporter());
            Session session = open.get(key);
            if (session == null || !session.takes(sent)) {
                session = new Session();
                open.put(key, session);
                sessions.add(session);
            }
            session.records.add(sent);
        }
        return sessions.stream().map(Session::conversation).toList();
    }

    /** What a conversation is, said once more and without any thrift. */
    private static final class Session {

        private final List<Sent> records = new ArrayList<>();

        boolean takes(Sent next) {
            if (next.received() > due() || next.start() > end() + GAP) {
                return false;
            }
            boolean reused = (next.flags() & Flows.SYN) != 0 && next.start() > end();
            return !(reused && isOver());
        }

        private Stream<Sent> from(boolean back) {
            return records.stream().filter(sent -> sent.back() == back);
        }

        private int flags(boolean back) {
            return from(back).mapToInt(Sent::flags).reduce(0, (some, more) -> some | more);
        }

        private boolean isOver() {
            int lower = flags(false);
            int higher = flags(true);
            boolean closed = (lower & higher & FIN) != 0 || ((lower | higher) & Flows.RST) != 0;
            return closed && from(false).findAny().isPresent() && from(true).findAny().isPresent();
        }

        private long due() {
            long due = records.get(records.size() - 1).received() + LINGER;
            if (!isOver()) {
                due =
                        records.stream()
                                .mapToLong(
                                        sent ->
                                                sent.received()
                                                        + GAP
                                                        + (sent.endReason() == IDLE_TIMEOUT
                                                                ? 0
                                                                : sent.end() - sent.start()))
                                .max()
                                .orElseThrow();
            }
            return Math.min(due, opened() + LONGEST);
        }

        private long opened() {
            return records.get(0).received();
        }

        private long end() {
            return records.stream().mapToLong(Sent::end).max().orElseThrow();
        }

        private End end(boolean back) {
            int pair = records.get(0).pair();
            return new End(
                    back ? higher(pair) : lower(pair),
                    back ? 80 : 50_000,
                    from(back).mapToLong(Sent::bytes).sum(),
                    from(back).mapToLong(Sent::packets).sum(),
                    flags(back));
        }

        Conversation conversation() {
            long start = records.stream().mapToLong(Sent::start).min().orElseThrow();
            boolean back =
                    records.stream().filter(sent -> sent.start() == start).allMatch(Sent::back);
            Ending ending = due() == opened() + LONGEST ? Ending.DURATION : Ending.SILENCE;
            return new Conversation(
                    end(back),
                    end(!back),
                    6,
                    Flows.address(records.get(0).exporter()),
                    evidence(back),
                    false,
                    opened(),
                    records.get(0).start(),
                    start,
                    end(),
                    records.size(),
                    isOver() ? Ending.TCP : ending);
        }

        /** All records have the same: the lower address asks. */
        private long evidence(boolean back) {
            return back
                    ? ClientEvidence.destination(ClientReason.REGISTERED_PORT, 80)
                    : ClientEvidence.source(ClientReason.REGISTERED_PORT, 80);
        }
    }
}
