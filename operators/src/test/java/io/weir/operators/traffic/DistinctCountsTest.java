package io.weir.operators.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowField;
import io.weir.operators.Flows;
import io.weir.operators.enrich.Enricher;
import io.weir.operators.enrich.EnrichmentOptions;
import io.weir.operators.tables.DistinctSketches;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** How many hosts and ports keys had to do with, against sets of them. */
class DistinctCountsTest {

    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long T0 = 1_700_000_040_000L;
    private static final Duration HORIZON = Duration.ofMinutes(2);
    private static final int UDP = 17;
    private static final String EXPORTER = "192.0.2.1";

    private final Map<String, Set<Object>> hosts = new HashMap<>();
    private final Map<String, Set<Object>> ports = new HashMap<>();

    @Property(tries = 6)
    void fewAreExactWhereverTheyWereSeen(@ForAll Random random) throws Exception {
        hosts.clear();
        ports.clear();
        TrafficChain chain =
                new TrafficChain(
                        List.of(
                                series(Dimension.EXPORTER, true, 0),
                                series(Dimension.DESTINATION, false, 8)),
                        HORIZON,
                        2);
        for (int second = 0; second < 400; second++) {
            long now = T0 + second * 1_000L;
            chain.receive(random.nextInt(2), flows(random, now, 10).batch());
            if (second % 17 == 0) {
                chain.watermark(now - 1_000);
            }
            if (second == 200) {
                chain = chain.rescaled(3, second).rescaled(2, second + 1);
            }
        }
        chain.watermark(T0 + 3 * HOUR);

        Map<String, Distinct> found = new HashMap<>();
        chain.rollups()
                .forEach(
                        rollup ->
                                found.put(
                                        name(
                                                rollup.dimension(),
                                                rollup.windowStart(),
                                                rollup.windowEnd(),
                                                rollup.key()),
                                        rollup.distinct()));
        for (TopN top : chain.tops()) {
            for (TopEntry entry : top.entries()) {
                found.put(
                        name(top.dimension(), top.windowStart(), top.windowEnd(), entry.key()),
                        entry.distinct());
            }
        }
        chain.close();
        Map<String, Distinct> expected = new HashMap<>();
        hosts.forEach(
                (key, set) -> expected.put(key, new Distinct(set.size(), ports.get(key).size())));
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void manyAreEstimatedWithinTenPercent() throws Exception {
        TrafficChain chain =
                new TrafficChain(List.of(series(Dimension.EXPORTER, true, 0)), HORIZON, 2);
        for (int batch = 0; batch < 2_000; batch++) {
            Flows flows = Flows.from(EXPORTER, T0);
            for (int row = 0; row < 30; row++) {
                int number = batch * 30 + row;
                flows.flow().source(IpAddress.ofIpv4(0x0a00_0000L + number));
                flows.destination(IpAddress.ofIpv4(0x0b00_0000L)).bytes(1).packets(1);
                flows.with(FlowField.PROTOCOL, UDP)
                        .with(FlowField.DESTINATION_PORT, number % 9_000);
                flows.time(T0, T0);
            }
            chain.receive(batch % 2, flows.batch());
        }
        chain.watermark(T0 + 3 * HOUR);

        assertThat(chain.rollups()).hasSize(2);
        for (Rollup rollup : chain.rollups()) {
            assertThat((double) rollup.distinct().hosts()).isCloseTo(60_001, within(6_000.0));
            assertThat((double) rollup.distinct().ports()).isCloseTo(9_000, within(900.0));
        }
        chain.close();
    }

    @Test
    void ofMoreKeysThanThereIsRoomForNoneIsForgotten() throws IOException {
        Map<Long, DistinctSketches> found = new HashMap<>();
        Series series = series(Dimension.DESTINATION, false, 8);
        DistinctSums sums = new DistinctSums(series, parts -> merge(parts, found));
        BookedFlows booked = new BookedFlows(new Windows(series.window(), HORIZON), Spread.EVEN);
        int keys = 20_000;
        try (Enricher enricher = Enricher.open(EnrichmentOptions.NONE)) {
            for (int number = 0; number < 3 * keys; number += 30) {
                booked.book(enricher.enrich(spread(number, 30, keys).batch()), T0);
                sums.add(booked);
            }
        }
        sums.flush();

        assertThat(found).hasSize(keys);
        assertThat(found.values()).allMatch(sketches -> sketches.hosts() == 3);
        assertThat(found.values()).allMatch(sketches -> sketches.ports() == 1);
    }

    /** Each destination comes again when all others had their turn, from another source. */
    private static Flows spread(int first, int count, int destinations) {
        Flows flows = Flows.from(EXPORTER, T0);
        for (int number = first; number < first + count; number++) {
            flows.flow().source(IpAddress.ofIpv4(0x0a00_0000L + number));
            flows.destination(IpAddress.ofIpv4(0x0b00_0000L + number % destinations));
            flows.bytes(100).packets(1).with(FlowField.PROTOCOL, UDP);
            // Into the window before, too.
            flows.with(FlowField.DESTINATION_PORT, 53).time(T0 - 1_000, T0);
        }
        return flows;
    }

    private static void merge(TrafficParts parts, Map<Long, DistinctSketches> found) {
        for (int part = 0; part < parts.count(); part++) {
            long low = parts.values()[part * parts.stride() + 1];
            found.computeIfAbsent(low, any -> new DistinctSketches()).add(parts.distinct(part));
        }
    }

    private Flows flows(Random random, long now, int count) {
        Flows flows = Flows.from(EXPORTER, now);
        for (int row = 0; row < count; row++) {
            IpAddress source = IpAddress.ofIpv4(0x0a00_0000L + random.nextInt(60));
            IpAddress destination = IpAddress.ofIpv4(0x0b00_0000L + random.nextInt(8));
            int port = 1 + random.nextInt(40);
            flows.flow().source(source).destination(destination).bytes(100).packets(1);
            // Ports from the dynamic range on the other side, so that the server is known.
            flows.with(FlowField.PROTOCOL, UDP).with(FlowField.SOURCE_PORT, 50_000);
            flows.with(FlowField.DESTINATION_PORT, port).time(now, now);
            expect(Dimension.EXPORTER, now, Flows.address(EXPORTER), port, source, destination);
            expect(Dimension.DESTINATION, now, destination, port, source);
        }
        return flows;
    }

    private void expect(
            Dimension dimension, long now, IpAddress address, int port, IpAddress... others) {
        TrafficKey key = new TrafficKey(address.high(), address.low(), 0, 0, null);
        for (long size : new long[] {MINUTE, HOUR}) {
            long start = now / size * size;
            String name = name(dimension, start, start + size, key);
            hosts.computeIfAbsent(name, any -> new HashSet<>()).addAll(List.of(others));
            ports.computeIfAbsent(name, any -> new HashSet<>()).add(port);
        }
    }

    private static String name(Dimension dimension, long start, long end, TrafficKey key) {
        return dimension + " " + start + " " + end + " " + key;
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
                true);
    }
}
