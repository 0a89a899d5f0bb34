package io.weir.codec.totals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.store.MemorySessionStore;
import io.weir.codec.store.SessionTable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TotalCountersTest {

    private static final long NOW = 1_767_322_800_000L;
    private static final long HOUR = 3_600_000;
    private static final int ENOUGH = 1_000;

    private final MemorySessionStore store = new MemorySessionStore();
    private int evicted;
    private TotalCounters totals = counters(ENOUGH);

    private TotalCounters counters(int most) {
        return new TotalCounters(store, () -> evicted++, most);
    }

    private static FlowBatch flow(long port) {
        FlowBatch batch = new FlowBatch();
        batch.setHeader(ExportProtocol.IPFIX, 1, 0, NOW);
        batch.setOrigin(0, 1, 1, NOW);
        batch.append(1);
        batch.setAddress(FlowField.SOURCE_ADDRESS, 0, 0, 1);
        batch.setAddress(FlowField.DESTINATION_ADDRESS, 0, 0, 2);
        batch.set(FlowField.SOURCE_PORT, 0, port);
        batch.set(FlowField.START_MILLIS, 0, NOW - HOUR);
        return batch;
    }

    /** The octets since the last report of the flow with this port. */
    private long bytes(long port, long total) {
        FlowBatch batch = flow(port);
        batch.set(FlowField.TOTAL_BYTES, 0, total);
        totals.toDeltas(batch);
        return batch.get(FlowField.BYTES, 0);
    }

    @Test
    void countsWhatCameSinceTheLastReport() {
        assertThat(List.of(bytes(1, 100), bytes(1, 250), bytes(1, 250), bytes(1, 251)))
                .containsExactly(100L, 150L, 0L, 1L);
    }

    @Test
    void keepsFlowsApart() {
        bytes(1, 100);

        assertThat(bytes(2, 70)).isEqualTo(70);
        assertThat(bytes(1, 110)).isEqualTo(10);
    }

    @Test
    void keepsBothDirectionsAndBothCountersApart() {
        for (long round = 1; round <= 3; round++) {
            FlowBatch batch = flow(1);
            batch.set(FlowField.TOTAL_BYTES, 0, 1_000 * round);
            batch.set(FlowField.TOTAL_PACKETS, 0, 10 * round);
            batch.set(FlowField.REVERSE_TOTAL_BYTES, 0, 500 * round);
            batch.set(FlowField.REVERSE_TOTAL_PACKETS, 0, 5 * round);
            totals.toDeltas(batch);

            assertThat(batch.get(FlowField.BYTES, 0)).isEqualTo(1_000);
            assertThat(batch.get(FlowField.PACKETS, 0)).isEqualTo(10);
            assertThat(batch.get(FlowField.REVERSE_BYTES, 0)).isEqualTo(500);
            assertThat(batch.get(FlowField.REVERSE_PACKETS, 0)).isEqualTo(5);
            assertThat(batch.get(FlowField.TOTAL_BYTES, 0)).isEqualTo(1_000 * round);
        }
    }

    @Test
    void countsAllAfterAReset() {
        bytes(1, 1_000);

        assertThat(bytes(1, 30)).isEqualTo(30);
        assertThat(bytes(1, 35)).isEqualTo(5);
    }

    @Test
    void readsTotalsOf64Bits() {
        bytes(1, Long.MAX_VALUE);

        assertThat(bytes(1, Long.MIN_VALUE + 9)).isEqualTo(10);
        assertThat(bytes(1, -1)).isEqualTo(Long.MAX_VALUE - 9);
    }

    @Test
    void leavesCountersThatAreThere() {
        FlowBatch batch = flow(1);
        batch.set(FlowField.TOTAL_BYTES, 0, 500);
        batch.set(FlowField.BYTES, 0, 20);
        totals.toDeltas(batch);

        assertThat(batch.get(FlowField.BYTES, 0)).isEqualTo(20);
        assertThat(totals.size()).isZero();
    }

    @Test
    void takesAnotherStartForAnotherFlow() {
        bytes(1, 100);
        FlowBatch batch = flow(1);
        batch.set(FlowField.START_MILLIS, 0, NOW);
        batch.set(FlowField.TOTAL_BYTES, 0, 300);
        totals.toDeltas(batch);

        assertThat(batch.get(FlowField.BYTES, 0)).isEqualTo(300);
    }

    @Test
    void takesAStartThatMovesWithinASecondForTheSame() {
        bytes(1, 100);
        FlowBatch batch = flow(1);
        batch.set(FlowField.START_MILLIS, 0, NOW - HOUR + 999);
        batch.set(FlowField.TOTAL_BYTES, 0, 300);
        totals.toDeltas(batch);

        assertThat(batch.get(FlowField.BYTES, 0)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 5})
    void forgetsFlowsThatEnded(int reason) {
        bytes(1, 100);
        assertThat(bytesOfReport(130, reason)).isEqualTo(30);

        assertThat(totals.size()).isZero();
        assertThat(bytes(1, 150)).isEqualTo(150);
    }

    @Test
    void remembersFlowsThatGoOnAfterTheActiveTimeout() {
        bytes(1, 100);
        assertThat(bytesOfReport(130, 2)).isEqualTo(30);

        assertThat(bytes(1, 150)).isEqualTo(20);
    }

    private long bytesOfReport(long total, int reason) {
        FlowBatch batch = flow(1);
        batch.set(FlowField.TOTAL_BYTES, 0, total);
        batch.set(FlowField.END_REASON, 0, reason);
        totals.toDeltas(batch);
        return batch.get(FlowField.BYTES, 0);
    }

    @Test
    void remembersAsManyFlowsAsItMay() {
        totals = counters(100);
        for (int port = 0; port < 100; port++) {
            bytes(port, 10);
        }
        assertThat(evicted).isZero();
        for (int port = 0; port < 100; port++) {
            assertThat(bytes(port, 11)).isEqualTo(1);
        }
        for (int port = 1_000; port < 1_030; port++) {
            bytes(port, 10);
        }
        assertThat(evicted).isEqualTo(30);
        assertThat(totals.size()).isEqualTo(100);
    }

    @Test
    void keepsFlowsThatReportAmongManyThatDoNot() {
        totals = counters(100);
        bytes(0, 1);
        long counted = 1;
        for (int other = 1; other < 5_000; other++) {
            bytes(other, 10);
            counted += bytes(0, 1 + other);
        }
        assertThat(counted).isEqualTo(5_000);
    }

    @Test
    void remembersNothingWhereItMayNot() {
        totals = counters(0);

        assertThat(List.of(bytes(1, 100), bytes(1, 250))).containsExactly(100L, 250L);
    }

    @Test
    void goesOnFromTheStore() {
        bytes(1, 100);
        bytes(2, 100);
        totals.flush();
        totals = counters(ENOUGH);

        assertThat(bytes(1, 250)).isEqualTo(150);
        assertThat(bytes(2, 101)).isEqualTo(1);
    }

    @Test
    void removesFromTheStoreWhatItForgot() {
        totals = counters(10);
        for (int port = 0; port < 10; port++) {
            bytes(port, 10);
        }
        totals.flush();
        for (int port = 20; port < 30; port++) {
            bytes(port, 10);
        }
        bytesOfReport(11, 3);
        totals.flush();

        assertThat(storedKeys()).hasSize(totals.size()).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void forgetsFlowsWithoutAReportForLong() {
        bytes(1, 100);
        totals.flush();
        FlowBatch later = flow(2);
        later.setOrigin(0, 1, 1, NOW + 2 * HOUR + 1);
        later.set(FlowField.TOTAL_BYTES, 0, 1);
        totals.toDeltas(later);
        totals.flush();

        assertThat(totals.size()).isEqualTo(1);
        assertThat(storedKeys()).hasSize(1);
    }

    private Set<Long> storedKeys() {
        Set<Long> keys = new HashSet<>();
        store.forEachKey(SessionTable.TOTALS, keys::add);
        return keys;
    }

    @Test
    void refusesStateOfANewerVersion() {
        store.put(SessionTable.TOTALS, 1, new byte[] {9});

        assertThatThrownBy(() -> bytes(1, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("version 9")
                .hasMessageContaining("Run the build that wrote the state");
    }

    /** Against a map, with a restart now and then: the same, whatever is reported. */
    @Property(tries = 200)
    void countsLikeAMap(@ForAll long seed) {
        new TotalCountersTest().assertCountsLikeAMap(seed); // tries share an instance
    }

    private void assertCountsLikeAMap(long seed) {
        Random random = new Random(seed);
        Map<Long, Long> last = new HashMap<>();
        for (int i = 0; i < 500; i++) {
            long port = random.nextInt(100);
            long total = random.nextLong() >>> random.nextInt(64);
            long before = last.getOrDefault(port, 0L);
            boolean grew = Long.compareUnsigned(total, before) >= 0;
            boolean ends = random.nextInt(5) == 0;

            FlowBatch batch = flow(port);
            batch.set(FlowField.TOTAL_BYTES, 0, total);
            batch.set(FlowField.END_REASON, 0, ends ? 3 : 2);
            totals.toDeltas(batch);
            assertThat(batch.get(FlowField.BYTES, 0)).isEqualTo(grew ? total - before : total);

            if (ends) {
                last.remove(port);
            } else {
                last.put(port, total);
            }
            if (random.nextInt(50) == 0) {
                totals.flush();
                assertThat(storedKeys()).hasSize(last.size());
                totals = counters(ENOUGH);
            }
        }
    }
}
