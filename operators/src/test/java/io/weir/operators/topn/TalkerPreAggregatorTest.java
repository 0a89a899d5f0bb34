package io.weir.operators.topn;

import static io.weir.operators.Flows.address;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.EnrichedHarness;
import io.weir.operators.Flows;
import io.weir.operators.Harnesses;
import io.weir.operators.RecordedMetrics;
import io.weir.operators.SampledCounters;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TalkerPreAggregatorTest {

    private static final long MINUTE = 60_000;
    private static final long HORIZON = 2 * MINUTE;

    /** A whole minute. */
    private static final long T = 1_700_000_040_000L;

    private static final String HOST = "10.0.0.1";

    private final RecordedMetrics metrics = new RecordedMetrics();

    @Test
    void sumsUpPerHostAndMinute() throws Exception {
        Flows flows = Flows.receivedAt(T + 50_000);
        flows.flow().source(HOST).bytes(100).packets(2).time(T, T + 1_000);
        flows.flow().source("10.0.0.2").bytes(7).packets(1).time(T, T + 1_000);
        flows.flow().source(HOST).bytes(50).packets(1).time(T + 2_000, T + 2_000);
        flows.flow().bytes(1_000_000).time(T, T);

        assertThat(parts(flows.batch()))
                .containsExactlyInAnyOrder(
                        new TalkerPart(T, address(HOST), 150, 3, 2),
                        new TalkerPart(T, address("10.0.0.2"), 7, 1, 1));
    }

    @Test
    void countsTheWayBackAsWhatTheDestinationSent() throws Exception {
        Flows flows = Flows.receivedAt(T + 50_000);
        flows.flow()
                .source(HOST)
                .destination("10.0.0.2")
                .bytes(100)
                .packets(2)
                .with(FlowField.REVERSE_BYTES, 900)
                .with(FlowField.REVERSE_PACKETS, 3)
                .time(T, T + 1_000);
        flows.flow()
                .source(HOST)
                .destination("10.0.0.3")
                .bytes(1)
                .with(FlowField.REVERSE_BYTES, 0)
                .time(T, T);

        assertThat(parts(flows.batch()))
                .containsExactlyInAnyOrder(
                        new TalkerPart(T, address(HOST), 101, 2, 2),
                        new TalkerPart(T, address("10.0.0.2"), 900, 3, 1));
    }

    @Test
    void spreadsALongFlowOverTheMinutesItCovers() throws Exception {
        // 30 s in the first minute, 60 in the second, 10 in the third.
        FlowBatch batch =
                flow(T + 2 * MINUTE + 10_000, T + 30_000, T + 2 * MINUTE + 10_000, 1_000).batch();

        assertThat(parts(batch))
                .containsExactlyInAnyOrder(
                        new TalkerPart(T, address(HOST), 300, 3, 0),
                        new TalkerPart(T + MINUTE, address(HOST), 600, 6, 0),
                        new TalkerPart(T + 2 * MINUTE, address(HOST), 100, 1, 1));
    }

    @Test
    void booksWhatLiesBeforeTheOldestOpenWindowThere() throws Exception {
        long received = T + 50_000;
        long oldest = T - HORIZON;
        // Six of ten minutes lie before the oldest open window, one in it, three after it.
        FlowBatch batch = flow(received, oldest - 6 * MINUTE, oldest + 2 * MINUTE, 800).batch();

        assertThat(bytesByWindow(batch))
                .isEqualTo(Map.of(oldest, 700L, oldest + MINUTE, 100L, oldest + 2 * MINUTE, 0L));
        assertThat(metrics.count(TalkerPreAggregator.FLOWS_CLAMPED)).isEqualTo(1);
    }

    @Test
    void booksAFlowThatLiesWhollyBeforeTheOldestOpenWindowThere() throws Exception {
        FlowBatch batch = flow(T, T - 60 * MINUTE, T - 50 * MINUTE, 800).batch();

        assertThat(bytesByWindow(batch)).isEqualTo(Map.of(T - HORIZON, 800L));
        assertThat(metrics.count(TalkerPreAggregator.FLOWS_CLAMPED)).isEqualTo(1);
    }

    @Test
    void booksAFlowOfTheFutureWhenItWasReceived() throws Exception {
        long year2100 = 4_102_444_800_000L;

        assertThat(bytesByWindow(flow(T + 5, year2100, year2100, 10).batch()))
                .isEqualTo(Map.of(T, 10L));
        assertThat(metrics.count(TalkerPreAggregator.FLOWS_CLAMPED)).isEqualTo(1);
    }

    @Test
    void booksAFlowThatNeverEndsWhenItWasReceived() throws Exception {
        FlowBatch batch = flow(T + 5, T, -1L, 10).batch();

        assertThat(bytesByWindow(batch)).isEqualTo(Map.of(T, 10L));
    }

    @Test
    void booksAFlowOf1970InTheOldestOpenWindow() throws Exception {
        assertThat(bytesByWindow(flow(T, 0, 0, 10).batch())).isEqualTo(Map.of(T - HORIZON, 10L));
    }

    @Test
    void booksAFlowThatStartsAfterItsEndAtItsEnd() throws Exception {
        assertThat(bytesByWindow(flow(T + 5, T + MINUTE, T - 1, 10).batch()))
                .isEqualTo(Map.of(T - MINUTE, 10L));
        assertThat(bytesByWindow(flow(T + 5, -1L, T - 1, 10).batch()))
                .isEqualTo(Map.of(T - MINUTE, 10L));
    }

    @Test
    void takesTheTimeOfExportForAFlowWithoutTimes() throws Exception {
        Flows flows = Flows.receivedAt(T + 5);
        flows.batch().setHeader(ExportProtocol.IPFIX, 0, 0, T - 1);
        flows.flow().source(HOST).bytes(10);

        assertThat(bytesByWindow(flows.batch())).isEqualTo(Map.of(T - MINUTE, 10L));
    }

    @Test
    void countsAsClampedOnlyWhatIsBookedInAnotherMinute() throws Exception {
        // The exporter's clock is 3 ms ahead; the minute is the same.
        assertThat(bytesByWindow(flow(T + 5, T, T + 8, 10).batch())).isEqualTo(Map.of(T, 10L));
        assertThat(metrics.count(TalkerPreAggregator.FLOWS_CLAMPED)).isZero();
    }

    @Test
    void countsSampledFlowsAsWhatTheyStandFor() throws Exception {
        FlowBatch batch =
                flow(T, T, T, 10).with(FlowField.SAMPLING_INTERVAL, 1_000).packets(3).batch();

        assertThat(parts(batch))
                .containsExactly(new TalkerPart(T, address(HOST), 10_000, 3_000, 1));
    }

    @Test
    void holdsHugeCountersAtTheLargestNumber() throws Exception {
        Flows flows = Flows.receivedAt(T);
        for (int i = 0; i < 3; i++) {
            flows.flow().source(HOST).time(T, T).bytes(Long.MAX_VALUE - 5).packets(-1);
        }

        assertThat(parts(flows.batch()))
                .containsExactly(
                        new TalkerPart(T, address(HOST), Long.MAX_VALUE, Long.MAX_VALUE, 3));
    }

    @Test
    void flushesWhenItHasNoMoreRoom() throws Exception {
        int hosts = 20_000;
        Flows flows = Flows.receivedAt(T);
        for (int host = 0; host < hosts; host++) {
            flows.flow().source(IpAddress.ofIpv4(host)).bytes(1).time(T, T);
        }
        try (var harness = open(Duration.ofMillis(HORIZON))) {
            harness.processElement(flows.batch(), T);
            List<TalkerPart> early = Harnesses.values(harness);
            harness.processWatermark(T);
            List<TalkerPart> rest = Harnesses.values(harness);

            assertThat(early).hasSizeBetween(1_000, hosts - 1);
            assertThat(early.size() + rest.size()).isEqualTo(hosts);
        }
    }

    @Test
    void judgesByTheWatermarkOnceThereIsOne() throws Exception {
        try (var harness = open(Duration.ofMillis(HORIZON))) {
            // The watermark lags: what is old by receive time is still open for the stages behind.
            harness.processWatermark(T - 30 * MINUTE);
            harness.processElement(flow(T, T - 31 * MINUTE, T - 31 * MINUTE, 10).batch(), T);
            harness.endInput();

            assertThat(Harnesses.values(harness))
                    .extracting(TalkerPart::windowStart)
                    .containsExactly(T - 31 * MINUTE);
        }
    }

    @Property(tries = 40)
    void losesNoByteNoPacketAndNoFlow(@ForAll Random random, @ForAll boolean huge)
            throws Exception {
        Map<IpAddress, Talker> expected = new TreeMap<>();
        Map<IpAddress, Talker> booked = new TreeMap<>();
        try (var harness = open(Duration.ofMinutes(random.nextInt(36)))) {
            long received = T;
            for (int datagram = 0; datagram < 20; datagram++) {
                received += random.nextInt(3_000);
                harness.processElement(
                        randomFlows(random, received, huge, expected).batch(), received);
                if (random.nextInt(5) == 0) {
                    harness.processWatermark(received - random.nextInt(2_000));
                }
            }
            harness.endInput();
            for (TalkerPart part : Harnesses.values(harness)) {
                assertThat(part.windowStart() % MINUTE).isZero();
                assertThat(part.windowStart()).isLessThanOrEqualTo(received);
                assertThat(part.bytes()).isNotNegative();
                assertThat(part.packets()).isNotNegative();
                add(booked, part.host(), part.bytes(), part.packets(), part.flows());
            }
        }

        assertThat(booked).isEqualTo(expected);
    }

    /** Random flows of few hosts, with any times; what they stand for is added to the map. */
    private static Flows randomFlows(
            Random random, long received, boolean huge, Map<IpAddress, Talker> expected) {
        Flows flows = Flows.receivedAt(received);
        for (int row = random.nextInt(30); row >= 0; row--) {
            IpAddress host = IpAddress.ofIpv4(random.nextInt(4));
            long interval = random.nextInt(4);
            long bytes =
                    huge ? random.nextLong() >>> random.nextInt(12) >>> 1 : random.nextInt(5_000);
            long packets = random.nextInt(50);
            flows.flow().source(host).bytes(bytes).packets(packets);
            flows.with(FlowField.SAMPLING_INTERVAL, interval);
            flows.time(randomTime(random, received), randomTime(random, received));
            add(
                    expected,
                    host,
                    SampledCounters.bytes(flows.batch(), flows.batch().size() - 1),
                    packets * Math.max(1, interval),
                    1);
        }
        return flows;
    }

    private static long randomTime(Random random, long received) {
        return switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> random.nextLong();
            case 2 -> received + random.nextInt(1_000_000);
            default -> received - random.nextInt(3_600_000);
        };
    }

    private static void add(
            Map<IpAddress, Talker> talkers, IpAddress host, long bytes, long packets, long flows) {
        Talker none = new Talker(host, 0, 0, 0);
        talkers.put(host, talkers.getOrDefault(host, none).plus(bytes, packets, flows));
    }

    private static Flows flow(long received, long start, long end, long bytes) {
        return Flows.receivedAt(received)
                .flow()
                .source(HOST)
                .bytes(bytes)
                .packets(bytes / 100)
                .time(start, end);
    }

    private EnrichedHarness<TalkerPart> open(Duration horizon) throws Exception {
        var harness =
                Harnesses.chained(
                        new TalkerPreAggregator(new TalkerWindows(horizon)),
                        TopNSerializers.TALKER_PART,
                        metrics);
        harness.open();
        return harness;
    }

    private List<TalkerPart> parts(FlowBatch batch) throws Exception {
        try (var harness = open(Duration.ofMillis(HORIZON))) {
            harness.processElement(batch, batch.receivedMillis());
            harness.endInput();
            return Harnesses.values(harness);
        }
    }

    private Map<Long, Long> bytesByWindow(FlowBatch batch) throws Exception {
        Map<Long, Long> bytes = new TreeMap<>();
        parts(batch).forEach(part -> bytes.merge(part.windowStart(), part.bytes(), Long::sum));
        return bytes;
    }
}
