package io.weir.operators.topn;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import io.weir.operators.Flows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The whole way from flows to Top-N, against a computation that knows all flows at once. */
class TopTalkersChainTest {

    private static final long MINUTE = 60_000;
    private static final long T0 = 1_700_000_040_000L;
    private static final int HORIZON_MINUTES = 5;
    private static final Duration HORIZON = Duration.ofMinutes(HORIZON_MINUTES);
    private static final int SIZE = 4;

    private record Flow(IpAddress host, long start, long end, long bytes, long packets) {}

    @Property(tries = 12)
    void theFinalListsAreThoseOfANaiveComputation(@ForAll Random random) throws Exception {
        checkAgainstNaiveComputation(random, 1);
    }

    @Property(tries = 8)
    void theFinalListsAreTheSameOnFourSubtasks(@ForAll Random random) throws Exception {
        checkAgainstNaiveComputation(random, 4);
    }

    @Test
    void publishesNothingMoreOnceAWindowIsComplete() throws Exception {
        try (TopTalkersChain chain = new TopTalkersChain(HORIZON, SIZE, 2)) {
            long received = T0;
            for (int second = 0; second < 20 * 60; second += 7) {
                received = T0 + second * 1_000L;
                chain.receive(second % 2, flows(received, List.of(randomFlow(received))).batch());
                chain.watermark(received - 500);
            }
            chain.watermark(received + 60 * MINUTE);

            Map<Long, List<TopTalkers>> byWindow = new TreeMap<>();
            for (TopTalkers top : chain.published()) {
                byWindow.computeIfAbsent(top.windowStart(), start -> new ArrayList<>()).add(top);
            }
            assertThat(byWindow).hasSizeGreaterThan(15);
            for (List<TopTalkers> tops : byWindow.values()) {
                assertThat(tops).last().extracting(TopTalkers::complete).isEqualTo(true);
                assertThat(tops.stream().filter(TopTalkers::complete)).hasSize(1);
                assertThat(tops)
                        .isSortedAccordingTo(Comparator.comparingLong(TopTalkers::revision));
                assertThat(tops.stream().map(TopTalkers::revision)).doesNotHaveDuplicates();
            }
        }
    }

    private static void checkAgainstNaiveComputation(Random random, int parallelism)
            throws Exception {
        Map<Long, Map<IpAddress, Talker>> naive = new TreeMap<>();
        try (TopTalkersChain chain = new TopTalkersChain(HORIZON, SIZE, parallelism)) {
            long received = T0;
            long watermark = Long.MIN_VALUE;
            for (int datagram = 0; datagram < 150; datagram++) {
                received += random.nextInt(6_000);
                List<Flow> flows = new ArrayList<>();
                for (int i = random.nextInt(6); i >= 0; i--) {
                    flows.add(randomFlow(random, received));
                }
                flows.forEach(flow -> addNaively(naive, flow));
                chain.receive(random.nextInt(parallelism), flows(received, flows).batch());
                if (random.nextInt(4) == 0) {
                    watermark = Math.max(watermark, received - random.nextInt(20_000));
                    chain.watermark(watermark);
                }
            }
            chain.watermark(received + 60 * MINUTE);

            List<TopTalkers> complete =
                    chain.published().stream().filter(TopTalkers::complete).toList();
            assertThat(complete).hasSize(naive.size());
            for (TopTalkers top : complete) {
                Map<IpAddress, Talker> hosts = naive.get(top.windowStart());
                assertThat(hosts).isNotNull();
                assertThat(top.talkers()).isEqualTo(best(hosts));
                assertThat(top.all()).isEqualTo(sum(hosts));
            }
        }
    }

    /** A flow within the horizon. */
    private static Flow randomFlow(Random random, long received) {
        long open = (HORIZON_MINUTES - 1) * MINUTE;
        long end = received - random.nextInt((int) open);
        long start = received - open + (long) (random.nextDouble() * (end - received + open));
        // Few distinct counters, so that there are ties.
        long bytes = random.nextBoolean() ? random.nextInt(5) * 100L : random.nextInt(1 << 20);
        IpAddress host = IpAddress.ofIpv4(0x0a00_0000L + random.nextInt(40));
        return new Flow(host, start, end, bytes, random.nextInt(9));
    }

    private static Flow randomFlow(long received) {
        return randomFlow(new Random(received), received);
    }

    private static Flows flows(long received, List<Flow> flows) {
        Flows batch = Flows.receivedAt(received);
        for (Flow flow : flows) {
            batch.flow().source(flow.host()).bytes(flow.bytes()).packets(flow.packets());
            batch.time(flow.start(), flow.end());
        }
        return batch;
    }

    private static void addNaively(Map<Long, Map<IpAddress, Talker>> windows, Flow flow) {
        long last = flow.end() / MINUTE * MINUTE;
        long bytes = 0;
        long packets = 0;
        for (long window = flow.start() / MINUTE * MINUTE; window <= last; window += MINUTE) {
            boolean isLast = window == last;
            double share =
                    isLast
                            ? 1
                            : (window + MINUTE - flow.start())
                                    / (double) (flow.end() - flow.start());
            long bytesByThen = (long) (flow.bytes() * share);
            long packetsByThen = (long) (flow.packets() * share);
            Map<IpAddress, Talker> hosts =
                    windows.computeIfAbsent(window, start -> new TreeMap<>());
            Talker known = hosts.getOrDefault(flow.host(), new Talker(flow.host(), 0, 0, 0));
            hosts.put(
                    flow.host(),
                    new Talker(
                            flow.host(),
                            known.bytes() + bytesByThen - bytes,
                            known.packets() + packetsByThen - packets,
                            known.flows() + (isLast ? 1 : 0)));
            bytes = bytesByThen;
            packets = packetsByThen;
        }
    }

    private static List<Talker> best(Map<IpAddress, Talker> hosts) {
        List<Talker> ranked = new ArrayList<>(hosts.values());
        ranked.sort(
                (a, b) -> {
                    if (a.bytes() != b.bytes()) {
                        return Long.compare(b.bytes(), a.bytes());
                    }
                    if (a.packets() != b.packets()) {
                        return Long.compare(b.packets(), a.packets());
                    }
                    return a.host().compareTo(b.host());
                });
        return ranked.subList(0, Math.min(SIZE, ranked.size()));
    }

    private static Talker sum(Map<IpAddress, Talker> hosts) {
        long bytes = hosts.values().stream().mapToLong(Talker::bytes).sum();
        long packets = hosts.values().stream().mapToLong(Talker::packets).sum();
        long flows = hosts.values().stream().mapToLong(Talker::flows).sum();
        return new Talker(null, bytes, packets, flows);
    }
}
