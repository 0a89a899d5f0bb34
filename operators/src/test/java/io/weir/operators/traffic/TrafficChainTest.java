package io.weir.operators.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowField;
import io.weir.operators.Flows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way from flows to sums, against a computation that knows all flows at once. */
class TrafficChainTest {

    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long T0 = 1_700_000_040_000L;
    private static final int HORIZON_MINUTES = 5;
    private static final Duration HORIZON = Duration.ofMinutes(HORIZON_MINUTES);
    private static final int TOP = 4;

    private static final List<Series> SERIES =
            List.of(
                    series(Dimension.SOURCE, false, TOP),
                    series(Dimension.CONVERSATION, false, TOP),
                    series(Dimension.EXPORTER, true, 0),
                    series(Dimension.INTERFACE, true, TOP));

    private record Flow(
            String exporter,
            IpAddress source,
            IpAddress destination,
            int input,
            long start,
            long end,
            long bytes,
            long packets) {

        Flow of(String other) {
            return new Flow(other, source, destination, input, start, end, bytes, packets);
        }
    }

    private static Series series(Dimension dimension, boolean rollup, int top) {
        return new Series(
                dimension,
                Duration.ofMinutes(1),
                Spread.EVEN,
                rollup,
                top,
                Metric.BYTES,
                1_000,
                true,
                false);
    }

    @Property(tries = 10)
    void theFinalSumsAreThoseOfANaiveComputation(@ForAll Random random) throws Exception {
        checkAgainstNaiveComputation(random, 1, 1);
    }

    @Property(tries = 6)
    void theFinalSumsAreTheSameOnThreeSubtasks(@ForAll Random random) throws Exception {
        checkAgainstNaiveComputation(random, 3, 3);
    }

    @Property(tries = 6)
    void theFinalSumsAreTheSameIfTheJobIsRescaledInMidWindow(@ForAll Random random)
            throws Exception {
        checkAgainstNaiveComputation(random, 2, 3);
    }

    @Test
    void keepsNothingOfWindowsThatAreFinal() throws Exception {
        TrafficChain chain = new TrafficChain(SERIES, HORIZON, 2);
        Random random = new Random(1);
        chain.receive(0, batch(T0, List.of(randomFlow(random, T0))).batch());
        chain.watermark(T0 + 3 * HOUR);

        assertThat(chain.rollups()).isNotEmpty();
        assertThat(chain.stateEntries()).isZero();
        chain.close();
    }

    @Test
    void laterRevisionsOfAWindowAreHigherAndTheLastIsComplete() throws Exception {
        TrafficChain chain = new TrafficChain(SERIES, HORIZON, 2);
        Random random = new Random(2);
        long received = T0;
        for (int second = 0; second < 15 * 60; second += 7) {
            received = T0 + second * 1_000L;
            Flow flow = randomFlow(random, received);
            chain.receive(second % 2, batch(received, List.of(flow)).batch());
            chain.watermark(received - 500);
        }
        chain.watermark(received + 3 * HOUR);

        Map<String, List<TopN>> byWindow = new TreeMap<>();
        for (TopN top : chain.tops()) {
            String window = top.dimension() + " " + top.windowStart() + " " + top.windowEnd();
            byWindow.computeIfAbsent(window, start -> new ArrayList<>()).add(top);
        }
        assertThat(byWindow).hasSizeGreaterThan(15);
        for (List<TopN> tops : byWindow.values()) {
            assertThat(tops).last().extracting(TopN::complete).isEqualTo(true);
            assertThat(tops.stream().filter(TopN::complete)).hasSize(1);
            assertThat(tops).isSortedAccordingTo(Comparator.comparingLong(TopN::revision));
            assertThat(tops.stream().map(TopN::revision)).doesNotHaveDuplicates();
        }
        chain.close();
    }

    @Test
    void rollupsOfInterfacesHaveTheirSpeed(@TempDir Path folder) throws Exception {
        Path speeds = Files.writeString(folder.resolve("speeds.yml"), "192.0.2.1/1: 10G\n");
        TrafficChain chain = new TrafficChain(SERIES, HORIZON, 1, speeds.toString());
        IpAddress host = IpAddress.ofIpv4(0x0a000001);
        for (int input = 1; input <= 2; input++) {
            Flow flow = new Flow("192.0.2.1", host, host, input, T0, T0, 100, 1);
            chain.receive(0, batch(T0, List.of(flow)).batch());
        }
        chain.watermark(T0 + 3 * HOUR);

        Map<Long, Long> found = new HashMap<>();
        for (Rollup rollup : chain.rollups()) {
            if (rollup.dimension() == Dimension.INTERFACE) {
                found.put(rollup.key().third(), rollup.interfaceSpeed());
            } else {
                assertThat(rollup.interfaceSpeed()).isZero();
            }
        }
        assertThat(found).isEqualTo(Map.of(1L, 10_000_000_000L, 2L, 0L));
        chain.close();
    }

    @Test
    void aConstantRateDrawsAFlatLine() throws Exception {
        TrafficChain chain = new TrafficChain(SERIES, HORIZON, 1);
        long end = T0 + 4 * MINUTE;
        IpAddress host = IpAddress.ofIpv4(0x0a000001);
        Flow transfer = new Flow("192.0.2.1", host, host, 1, T0, end, 4_000_000, 4_000);
        chain.receive(0, batch(end, List.of(transfer)).batch());
        chain.watermark(end + 10 * MINUTE);

        assertThat(chain.tops())
                .filteredOn(top -> top.dimension() == Dimension.SOURCE && top.complete())
                .filteredOn(top -> top.all().bytes() > 0)
                .extracting(top -> top.all().bytes())
                .containsExactly(1_000_000L, 1_000_000L, 1_000_000L, 1_000_000L);
        chain.close();
    }

    private static void checkAgainstNaiveComputation(Random random, int before, int after)
            throws Exception {
        List<Flow> all = new ArrayList<>();
        TrafficChain chain = new TrafficChain(SERIES, HORIZON, before);
        long received = T0;
        long watermark = Long.MIN_VALUE;
        for (int datagram = 0; datagram < 120; datagram++) {
            received += random.nextInt(6_000);
            List<Flow> flows = new ArrayList<>();
            for (int i = random.nextInt(6); i >= 0; i--) {
                flows.add(randomFlow(random, received));
            }
            String exporter = flows.get(0).exporter();
            flows.replaceAll(flow -> flow.of(exporter));
            all.addAll(flows);
            chain.receive(random.nextInt(chain.parallelism()), batch(received, flows).batch());
            if (random.nextInt(4) == 0) {
                watermark = Math.max(watermark, received - random.nextInt(20_000));
                chain.watermark(watermark);
            }
            if (datagram == 60 && before != after) {
                chain = chain.rescaled(after, datagram);
            }
        }
        chain.watermark(received + 3 * HOUR);

        checkTop(chain, Dimension.SOURCE, naive(all, MINUTE, TrafficChainTest::source));
        checkTop(chain, Dimension.SOURCE, naive(all, HOUR, TrafficChainTest::source));
        checkTop(chain, Dimension.CONVERSATION, naive(all, MINUTE, TrafficChainTest::pair));
        checkTop(chain, Dimension.INTERFACE, naive(all, MINUTE, TrafficChainTest::input));
        checkRollup(chain, Dimension.EXPORTER, naive(all, MINUTE, TrafficChainTest::exporter));
        checkRollup(chain, Dimension.EXPORTER, naive(all, HOUR, TrafficChainTest::exporter));
        checkRollup(chain, Dimension.INTERFACE, naive(all, MINUTE, TrafficChainTest::input));
        assertThat(chain.stateEntries()).isZero();
        chain.close();
    }

    private record Window(long start, long end) {}

    private static void checkTop(
            TrafficChain chain, Dimension dimension, Map<Window, Map<TrafficKey, Traffic>> naive) {
        Map<Window, List<TopEntry>> published = new HashMap<>();
        for (TopN top : chain.tops()) {
            Window window = new Window(top.windowStart(), top.windowEnd());
            if (top.dimension() == dimension && top.complete() && naive.containsKey(window)) {
                published.put(window, top.entries());
                Map<TrafficKey, Traffic> keys = naive.get(window);
                assertThat(top.all())
                        .isEqualTo(keys.values().stream().reduce(Traffic.NONE, Traffic::plus));
                assertThat(top.threshold()).isZero();
            }
        }
        assertThat(published.keySet()).isEqualTo(naive.keySet());
        published.forEach(
                (window, entries) -> assertThat(entries).isEqualTo(best(naive.get(window))));
    }

    private static List<TopEntry> best(Map<TrafficKey, Traffic> keys) {
        return keys.entrySet().stream()
                .map(entry -> new TopEntry(entry.getKey(), entry.getValue(), 0, null))
                .sorted(
                        (a, b) -> {
                            if (a.traffic().bytes() != b.traffic().bytes()) {
                                return Long.compare(b.traffic().bytes(), a.traffic().bytes());
                            }
                            if (a.traffic().packets() != b.traffic().packets()) {
                                return Long.compare(b.traffic().packets(), a.traffic().packets());
                            }
                            return TrafficKey.ORDER.compare(a.key(), b.key());
                        })
                .limit(TOP)
                .toList();
    }

    private static void checkRollup(
            TrafficChain chain, Dimension dimension, Map<Window, Map<TrafficKey, Traffic>> naive) {
        Map<Window, Map<TrafficKey, Traffic>> published = new HashMap<>();
        for (Rollup rollup : chain.rollups()) {
            Window window = new Window(rollup.windowStart(), rollup.windowEnd());
            if (rollup.dimension() == dimension && naive.containsKey(window)) {
                assertThat(rollup.isOther()).isFalse();
                published
                        .computeIfAbsent(window, any -> new HashMap<>())
                        .put(rollup.key(), rollup.traffic());
            }
        }
        assertThat(published).isEqualTo(naive);
    }

    private static TrafficKey source(Flow flow) {
        return key(flow.source().high(), flow.source().low(), 0, 0);
    }

    private static TrafficKey pair(Flow flow) {
        boolean ordered = flow.source().compareTo(flow.destination()) <= 0;
        IpAddress lower = ordered ? flow.source() : flow.destination();
        IpAddress higher = ordered ? flow.destination() : flow.source();
        return key(lower.high(), lower.low(), higher.high(), higher.low());
    }

    private static TrafficKey exporter(Flow flow) {
        IpAddress exporter = Flows.address(flow.exporter());
        return key(exporter.high(), exporter.low(), 0, 0);
    }

    private static TrafficKey input(Flow flow) {
        IpAddress exporter = Flows.address(flow.exporter());
        return key(exporter.high(), exporter.low(), flow.input(), KeyBooking.INWARDS);
    }

    private static TrafficKey key(long first, long second, long third, long fourth) {
        return new TrafficKey(first, second, third, fourth, null);
    }

    /** A flow within the horizon. */
    private static Flow randomFlow(Random random, long received) {
        long open = (HORIZON_MINUTES - 1) * MINUTE;
        long end = received - random.nextInt((int) open);
        long start = received - open + (long) (random.nextDouble() * (end - received + open));
        // Few distinct counters, so that there are ties.
        long bytes = random.nextBoolean() ? random.nextInt(5) * 100L : random.nextInt(1 << 20);
        return new Flow(
                "192.0.2." + (1 + random.nextInt(3)),
                IpAddress.ofIpv4(0x0a00_0000L + random.nextInt(40)),
                IpAddress.ofIpv4(0x0a00_0000L + random.nextInt(40)),
                random.nextInt(4),
                start,
                end,
                bytes,
                random.nextInt(9));
    }

    /** All flows must be of one exporter. */
    private static Flows batch(long received, List<Flow> flows) {
        Flows batch = Flows.from(flows.get(0).exporter(), received);
        for (Flow flow : flows) {
            batch.flow().source(flow.source()).destination(flow.destination());
            batch.bytes(flow.bytes()).packets(flow.packets());
            batch.with(FlowField.INPUT_INTERFACE, flow.input()).time(flow.start(), flow.end());
        }
        return batch;
    }

    /** Over minutes first, as hours are made of them. */
    private static Map<Window, Map<TrafficKey, Traffic>> naive(
            List<Flow> flows, long size, Function<Flow, TrafficKey> keyOf) {
        Map<Window, Map<TrafficKey, Traffic>> windows = new HashMap<>();
        for (Flow flow : flows) {
            long last = flow.end() / MINUTE * MINUTE;
            long bytes = 0;
            long packets = 0;
            for (long minute = flow.start() / MINUTE * MINUTE; minute <= last; minute += MINUTE) {
                boolean isLast = minute == last;
                double share =
                        isLast
                                ? 1
                                : (minute + MINUTE - flow.start())
                                        / (double) (flow.end() - flow.start());
                long bytesByThen = (long) (flow.bytes() * share);
                long packetsByThen = (long) (flow.packets() * share);
                long start = minute / size * size;
                Traffic part =
                        new Traffic(bytesByThen - bytes, packetsByThen - packets, isLast ? 1 : 0);
                if (!part.isNone()) {
                    windows.computeIfAbsent(new Window(start, start + size), any -> new HashMap<>())
                            .merge(keyOf.apply(flow), part, Traffic::plus);
                }
                bytes = bytesByThen;
                packets = packetsByThen;
            }
        }
        return windows;
    }
}
