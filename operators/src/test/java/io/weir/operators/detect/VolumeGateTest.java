package io.weir.operators.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.operators.tables.KeyHash;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VolumeGateTest {

    private static final long T0 = 1_700_000_000_000L;
    private static final long SECOND = 1_000;
    private static final long SOMEBODY = KeyHash.of(1, 2);

    @Test
    void whoReachesTheFloorPassesUntilTheEndOfTheNextPeriod() {
        VolumeGate gate = VolumeGates.ofSeconds().gate(3);

        assertThat(gate.passes(T0, SOMEBODY, 2)).isFalse();
        assertThat(gate.passes(T0 + 999, SOMEBODY, 1)).isTrue();
        assertThat(gate.passes(T0 + SECOND, SOMEBODY, 1)).isTrue();
        assertThat(gate.passes(T0 + 2 * SECOND, SOMEBODY, 1)).isFalse();
    }

    @Test
    void volumesOfOtherPeriodsDoNotAddUp() {
        VolumeGate gate = VolumeGates.ofSeconds().gate(3);

        for (int second = 0; second < 10; second++) {
            assertThat(gate.passes(T0 + second * SECOND, SOMEBODY, 2)).isFalse();
        }
    }

    @Test
    void aPauseOfMoreThanAPeriodIsForgotten() {
        VolumeGate gate = VolumeGates.ofPanes().gate(3);

        assertThat(gate.passes(T0, SOMEBODY, 3)).isTrue();
        assertThat(gate.passes(T0 + 20 * SECOND, SOMEBODY, 1)).isFalse();
    }

    @Test
    void nobodyIsMissedThatHasTheFloorHoweverLargeItIs() {
        long floor = 5_000_000_007L;
        VolumeGate gate = VolumeGates.ofSeconds().gate(floor);

        assertThat(gate.passes(T0, SOMEBODY, floor - 1_000_000)).isFalse();
        assertThat(gate.passes(T0, SOMEBODY, 1_000_000)).isTrue();
        assertThat(gate.passes(T0, KeyHash.of(3, 4), Long.MAX_VALUE)).isTrue();
    }

    @Test
    void amidVeryManyWithLittleNearlyNobodyElsePasses() {
        VolumeGate gate = VolumeGates.ofPanes().gate(5);
        SplittableRandom random = new SplittableRandom(1);
        int wrong = 0;
        for (int i = 0; i < 100_000; i++) {
            wrong += gate.passes(T0, random.nextLong(), 1) ? 1 : 0;
        }
        for (int i = 0; i < 4; i++) {
            gate.passes(T0, SOMEBODY, 1);
        }

        assertThat(gate.passes(T0, SOMEBODY, 1)).isTrue();
        assertThat(wrong).isLessThan(1_000);
    }

    @Test
    void gatesThatShareATableCountApart() {
        VolumeGates gates = VolumeGates.ofSeconds();
        VolumeGate octets = gates.gate(1_000_000);
        VolumeGate packets = gates.gate(2);

        assertThat(octets.passes(T0, SOMEBODY, 999_000)).isFalse();
        assertThat(packets.passes(T0, SOMEBODY, 1)).isFalse();
        assertThat(packets.passes(T0, SOMEBODY, 1)).isTrue();
        assertThat(octets.passes(T0, SOMEBODY, 100)).isFalse();
        assertThat(octets.passes(T0, SOMEBODY, 1_000)).isTrue();
    }

    @Test
    void manyOfABatchPassAsIfEachWereAskedAbout() {
        VolumeGates oneByOne = VolumeGates.ofSeconds();
        VolumeGates together = VolumeGates.ofSeconds();
        SplittableRandom random = new SplittableRandom(1);
        OfferedVolumes offered = new OfferedVolumes();
        FlowsByProtocol.Rows reaching = new FlowsByProtocol.Rows();
        int passed = 0;
        for (int batch = 0; batch < 1_000; batch++) {
            long receivedMillis = T0 + batch * SECOND / 200;
            int size = random.nextInt(30);
            offered.clear(size);
            List<Integer> expected = new ArrayList<>();
            for (int row = 0; row < size; row++) {
                long hash = KeyHash.of(random.nextInt(40), 0);
                int volume = random.nextInt(VolumeGates.FLOOR / 10);
                offered.add(row, hash, volume);
                if (oneByOne.reach(receivedMillis, hash, volume)) {
                    expected.add(row);
                }
            }
            reaching.clear(size);
            together.reach(receivedMillis, offered, reaching);

            assertThat(IntStream.range(0, reaching.size()).mapToObj(reaching::get))
                    .containsExactlyElementsOf(expected);
            passed += expected.size();
        }
        assertThat(passed).isBetween(1_000, 14_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 10, 27, 1_000, 65_535})
    void floorsOfFewAreCountedExactly(long floor) {
        VolumeGate gate = VolumeGates.ofSeconds().gate(floor);

        for (long volume = 1; volume < Math.min(floor, 200); volume++) {
            assertThat(gate.passes(T0, SOMEBODY, 1)).isFalse();
        }
        assertThat(gate.passes(T0, SOMEBODY, Math.max(1, floor - 199))).isTrue();
    }
}
