package io.weir.operators.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowField;
import io.weir.operators.Flows;
import io.weir.operators.enrich.Enricher;
import io.weir.operators.enrich.EnrichmentOptions;
import io.weir.operators.tables.RowFinder;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DimensionSumsTest {

    private static final long T = 1_700_000_040_000L;
    private static final int BATCHES = 4_000;
    private static final int ROWS = 30;
    private static final int FEW_HOSTS = 10;

    private final Map<TrafficKey, Traffic> sent = new HashMap<>();
    private final Map<TrafficKey, Traffic> received = new HashMap<>();
    private Traffic remainder = Traffic.NONE;
    private long missed;
    private int flushes;
    private Enricher enricher;

    @BeforeEach
    void open() throws IOException {
        enricher = Enricher.open(EnrichmentOptions.NONE);
    }

    @AfterEach
    void close() {
        enricher.close();
    }

    @Test
    void ofMorePairsThanThereIsRoomForTheSmallestAreForgottenAndAccountedFor() {
        sum(Dimension.CONVERSATION, 100_000);

        assertThat(missed).isPositive();
        assertThat(received.size()).isLessThan(sent.size() / 2);
        assertThat(total(received).plus(remainder)).isEqualTo(total(sent));
        sent.forEach(
                (key, traffic) -> {
                    long got = received.getOrDefault(key, Traffic.NONE).bytes();
                    assertThat(got).isBetween(traffic.bytes() - missed, traffic.bytes());
                });
    }

    @Test
    void pairsWithMuchTrafficAreNotForgotten() {
        sum(Dimension.CONVERSATION, 100_000);

        TrafficKey largest = largest(sent);
        assertThat(largest(received)).isEqualTo(largest);
        assertThat(received.get(largest)).isEqualTo(sent.get(largest));
    }

    @Test
    void hostsAreHandedOutWhenThereIsNoRoomForMore() {
        sum(Dimension.SOURCE, 11_000);

        assertThat(sent.size()).isGreaterThan(10_000);
        assertThat(received).isEqualTo(sent);
        assertThat(missed).isZero();
        assertThat(remainder).isEqualTo(Traffic.NONE);
    }

    @Test
    void ofAFloodOfHostsTheSmallestAreForgottenAndAccountedFor() {
        sum(Dimension.SOURCE, 1_000_000);

        assertThat(missed).isPositive();
        assertThat(total(received).plus(remainder)).isEqualTo(total(sent));
        assertThat(received.get(largest(sent))).isEqualTo(sent.get(largest(sent)));
    }

    @Test
    void ofAFloodOfHostsNoneIsForgottenWhereSumsAreToBeExact() {
        sum(Dimension.SOURCE, 1_000_000, Series.ALL_KEYS);

        assertThat(received).isEqualTo(sent);
        assertThat(missed).isZero();
    }

    @Test
    void sumsOfFewKeysAreTheirs() {
        sum(Dimension.CONVERSATION, 80);

        assertThat(received).isEqualTo(sent);
    }

    private void sum(Dimension dimension, int hosts) {
        sum(dimension, hosts, 1_000);
    }

    private void sum(Dimension dimension, int hosts, int keysPerBucket) {
        Series series = TestSeries.top(dimension, keysPerBucket);
        DimensionSums sums = new DimensionSums(series, this::receive);
        BookedFlows booked =
                new BookedFlows(new Windows(series.window(), Duration.ofMinutes(2)), Spread.EVEN);
        Random random = new Random(3);
        for (int batch = 0; batch < BATCHES; batch++) {
            booked.book(enricher.enrich(batch(random, dimension, hosts).batch()), T);
            sums.add(booked);
        }
        sums.flush();
        assertThat(flushes).isPositive();
    }

    /** A tenth of the flows are of few hosts, and large. */
    private Flows batch(Random random, Dimension dimension, int hosts) {
        Flows flows = Flows.from("192.0.2.1", T);
        for (int row = 0; row < ROWS; row++) {
            boolean large = random.nextInt(10) == 0;
            int range = large ? FEW_HOSTS : hosts;
            IpAddress source = IpAddress.ofIpv4(0x0a00_0000L + random.nextInt(range));
            IpAddress destination = IpAddress.ofIpv4(0x0b00_0000L + random.nextInt(range));
            long bytes = large ? 1_000_000 : 1 + random.nextInt(1_000);
            flows.flow().source(source).destination(destination).bytes(bytes).packets(1);
            flows.with(FlowField.PROTOCOL, 17).time(T, T);
            TrafficKey key =
                    dimension == Dimension.SOURCE
                            ? new TrafficKey(source.high(), source.low(), 0, 0, null)
                            : new TrafficKey(
                                    source.high(),
                                    source.low(),
                                    destination.high(),
                                    destination.low(),
                                    null);
            sent.merge(key, new Traffic(bytes, 1, 1), Traffic::plus);
        }
        return flows;
    }

    private void receive(TrafficParts parts) {
        flushes++;
        TotalsTable table = new TotalsTable(parts.dimension().keyLength());
        table.add(parts, new Room(Integer.MAX_VALUE, null), new RowFinder());
        for (int row = 0; row < table.size(); row++) {
            received.merge(table.key(row), table.traffic(row), Traffic::plus);
        }
        missed += parts.remainder().most();
        remainder = remainder.plus(parts.remainder().traffic());
    }

    private static Traffic total(Map<TrafficKey, Traffic> sums) {
        return sums.values().stream().reduce(Traffic.NONE, Traffic::plus);
    }

    private static TrafficKey largest(Map<TrafficKey, Traffic> sums) {
        return sums.entrySet().stream()
                .max(
                        Map.Entry.<TrafficKey, Traffic>comparingByValue(
                                        Comparator.comparingLong(Traffic::bytes))
                                .thenComparing(Map.Entry.comparingByKey(TrafficKey.ORDER)))
                .orElseThrow()
                .getKey();
    }
}
