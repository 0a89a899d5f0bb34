package io.weir.operators.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.FlowDirection;
import io.weir.operators.Flows;
import io.weir.operators.enrich.Enricher;
import io.weir.operators.enrich.EnrichmentOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BookedFlowsTest {

    private static final long MINUTE = 60_000;
    private static final long HORIZON = 2 * MINUTE;
    private static final long T = 1_700_000_040_000L;

    private Enricher enricher;
    private BookedFlows booked;

    @BeforeEach
    void open() throws IOException {
        enricher = Enricher.open(EnrichmentOptions.NONE);
        booked = of(Spread.EVEN);
    }

    @AfterEach
    void close() {
        enricher.close();
    }

    @Test
    void spreadsALongFlowOverTheMinutesItCovers() {
        // 30 s in the first minute, 60 in the second, 10 in the third.
        long end = T + 2 * MINUTE + 10_000;
        book(flow(end, T + 30_000, end, 1_000), end);

        assertThat(bytesByWindow())
                .isEqualTo(Map.of(T, 300L, T + MINUTE, 600L, T + 2 * MINUTE, 100L));
        assertThat(booked.moved()).isZero();
    }

    @Test
    void aFlowCountsInTheWindowItEndsIn() {
        long end = T + MINUTE + 10_000;
        book(flow(end, T + 30_000, end, 1_000), end);

        assertThat(booked.size()).isEqualTo(1);
        assertThat(booked.windowEnd(0)).isEqualTo(T + 2 * MINUTE);
        assertThat(booked.flowCount(0)).isEqualTo(1);
    }

    @Test
    void aFlowThatEndsInTheThirdWindowCountsThereOnly() {
        long end = T + 2 * MINUTE + 10_000;
        book(flow(end, T + 30_000, end, 1_000), end);

        assertThat(booked.size()).isEqualTo(2);
        assertThat(booked.windowEnd(0)).isEqualTo(T + MINUTE);
        assertThat(booked.reachesBack(0)).isFalse();
        assertThat(booked.flowCount(0)).isZero();
        assertThat(booked.windowEnd(1)).isEqualTo(T + 3 * MINUTE);
        assertThat(booked.reachesBack(1)).isTrue();
        assertThat(booked.flowCount(1)).isEqualTo(1);
    }

    @Test
    void aFlowOfOneWindowReachesBackToNone() {
        book(flow(T + 5, T - 5, T + 5, 10), T + 5);
        book(flow(T + 5, T, T + 5, 10), T + 5);

        assertThat(booked.reachesBack(0)).isFalse();
        assertThat(booked.bytesBefore(0)).isZero();
    }

    @Test
    void booksAllAtTheEndOnWish() {
        booked = of(Spread.AT_END);
        long end = T + 2 * MINUTE + 10_000;
        book(flow(end, T - 60 * MINUTE, end, 1_000), end);

        assertThat(bytesByWindow()).isEqualTo(Map.of(T + 2 * MINUTE, 1_000L));
        assertThat(booked.moved()).isZero();
    }

    @Test
    void booksNothingOfTheWayThatAnotherPointReports() {
        Flows flows = flow(T + 5, T, T, 100);
        flows.with(FlowField.REVERSE_BYTES, 7).with(FlowField.REVERSE_PACKETS, 1);
        FlowDirection.FORWARD.markDuplicate(flows.batch(), 0);
        book(flows, T + 5);

        assertThat(bytesByWindow()).isEqualTo(Map.of(T, 7L));

        FlowDirection.REVERSE.markDuplicate(flows.batch(), 0);
        book(flows, T + 5);

        assertThat(booked.size()).isZero();
        assertThat(booked.late()).isZero();
    }

    @Test
    void countsTheWayBackForItself() {
        Flows flows = flow(T + 5, T, T, 100);
        flows.with(FlowField.REVERSE_BYTES, 900).with(FlowField.REVERSE_PACKETS, 3);
        book(flows, T + 5);

        assertThat(booked.size()).isEqualTo(2);
        assertThat(booked.direction(1)).isEqualTo(FlowDirection.REVERSE);
        assertThat(booked.bytes(1)).isEqualTo(900);
        assertThat(booked.from(1)).isSameAs(booked.flows().destination());
    }

    @Test
    void booksWhatLiesBeforeTheOldestOpenWindowThereAndCountsIt() {
        long received = T + 50_000;
        long oldest = T - HORIZON;
        // Six of ten minutes lie before the oldest open window, one in it, two after it.
        book(flow(received, oldest - 6 * MINUTE, oldest + 2 * MINUTE, 800), received);

        assertThat(bytesByWindow())
                .isEqualTo(Map.of(oldest, 700L, oldest + MINUTE, 100L, oldest + 2 * MINUTE, 0L));
        assertThat(booked.moved()).isEqualTo(1);
        assertThat(booked.late()).isZero();
    }

    @Test
    void aFlowThatEndedBeforeAllOpenWindowsIsLate() {
        book(flow(T, T - 60 * MINUTE, T - 50 * MINUTE, 800), T);

        assertThat(booked.size()).isZero();
        assertThat(booked.late()).isEqualTo(1);
        assertThat(booked.lateBytes()).isEqualTo(800);
    }

    @Test
    void booksAFlowOfTheFutureWhenItWasReceived() {
        long year2100 = 4_102_444_800_000L;
        book(flow(T + 5, year2100, year2100, 10), T + 5);

        assertThat(bytesByWindow()).isEqualTo(Map.of(T, 10L));
        assertThat(booked.moved()).isEqualTo(1);
    }

    @Test
    void booksAFlowThatNeverEndsWhenItWasReceived() {
        book(flow(T + 5, T, -1L, 10), T + 5);

        assertThat(bytesByWindow()).isEqualTo(Map.of(T, 10L));
    }

    @Test
    void booksAFlowThatStartsAfterItsEndAtItsEnd() {
        book(flow(T + 5, T + MINUTE, T - 1, 10), T + 5);
        assertThat(bytesByWindow()).isEqualTo(Map.of(T - MINUTE, 10L));

        book(flow(T + 5, -1L, T - 1, 10), T + 5);
        assertThat(bytesByWindow()).isEqualTo(Map.of(T - MINUTE, 10L));
    }

    @Test
    void takesTheTimeOfExportForAFlowWithoutTimes() {
        Flows flows = Flows.receivedAt(T + 5);
        flows.batch().setHeader(ExportProtocol.IPFIX, 0, 0, T - 1);
        flows.flow().bytes(10);
        book(flows, T + 5);

        assertThat(bytesByWindow()).isEqualTo(Map.of(T - MINUTE, 10L));
    }

    @Property(tries = 300)
    void losesAndInventsNothingAndStaysWithinTheOpenWindows(@ForAll Random random)
            throws IOException {
        open();
        long start = hostile(random);
        long end = hostile(random);
        long bytes = random.nextLong() >>> random.nextInt(64);
        Flows flows = flow(T, start, end, bytes).packets(random.nextLong() >>> 1);
        book(flows, T - random.nextInt(10_000));

        long counted = Math.min(bytes < 0 ? Long.MAX_VALUE : bytes, Long.MAX_VALUE);
        if (booked.late() == 0) {
            assertThat(bytesByWindow().values().stream().mapToLong(Long::longValue).sum())
                    .isEqualTo(counted);
            assertThat(booked.size()).isBetween(1, (int) (HORIZON / MINUTE) + 2);
            assertThat(bytesByWindow().keySet())
                    .allMatch(window -> window >= T - HORIZON - MINUTE && window <= T);
        } else {
            assertThat(booked.lateBytes()).isEqualTo(counted);
            assertThat(booked.size()).isZero();
        }
        close();
    }

    /** Any time, or one near now. */
    private static long hostile(Random random) {
        return random.nextBoolean()
                ? random.nextLong() >>> random.nextInt(64)
                : T - random.nextInt(10 * (int) MINUTE);
    }

    private static BookedFlows of(Spread spread) {
        Windows windows = new Windows(Duration.ofMillis(MINUTE), Duration.ofMillis(HORIZON));
        return new BookedFlows(windows, spread);
    }

    private void book(Flows flows, long now) {
        FlowBatch batch = flows.batch();
        booked.book(enricher.enrich(batch), now);
    }

    private static Flows flow(long received, long start, long end, long bytes) {
        return Flows.receivedAt(received)
                .flow()
                .source("10.0.0.1")
                .destination("10.0.0.2")
                .bytes(bytes)
                .packets(bytes / 100)
                .time(start, end);
    }

    private Map<Long, Long> bytesByWindow() {
        Map<Long, Long> bytes = new TreeMap<>();
        for (int entry = 0; entry < booked.size(); entry++) {
            long window = booked.windowEnd(entry) - MINUTE;
            bytes.merge(window, booked.bytes(entry), Long::sum);
            if (booked.reachesBack(entry)) {
                bytes.merge(window - MINUTE, booked.bytesBefore(entry), Long::sum);
            }
        }
        return bytes;
    }
}
