package io.weir.codec.sflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EffectiveSamplingIntervalTest {

    private static final long UNKNOWN = EffectiveSamplingInterval.UNKNOWN;
    private static final long MODULUS = 1L << 32;

    private final EffectiveSamplingInterval intervals = new EffectiveSamplingInterval();
    private final FlowSampleHeader sample = new FlowSampleHeader();

    private long observe(long source, long sequence, long pool) {
        sample.samplingRate = 100;
        sample.sourceIndex = source;
        sample.sequence = sequence % MODULUS;
        sample.samplePool = pool % MODULUS;
        return intervals.observe(1, sample);
    }

    @Test
    void isTheGrowthOfThePoolPerSample() {
        assertThat(observe(1, 1, 5_000)).isEqualTo(UNKNOWN);
        assertThat(observe(1, 2, 5_100)).isEqualTo(100);
        assertThat(observe(1, 3, 5_400)).isEqualTo(200);
    }

    @Test
    void countsSamplesThatWereLostOnTheirWay() {
        observe(1, 1, 0);

        assertThat(observe(1, 11, 2_000)).isEqualTo(200);
    }

    @Test
    void goesOnWhereThePoolAndTheSequenceWrap() {
        observe(1, MODULUS - 1, MODULUS - 50);

        assertThat(observe(1, MODULUS, MODULUS + 50)).isEqualTo(100);
    }

    @Test
    void startsAnewWhenTheAgentRestarts() {
        observe(1, 1_000_000, 1_000_000);
        observe(1, 1_000_001, 1_000_300);

        for (int i = 1; i <= 16; i++) {
            observe(1, i, i * 100L); // may still be out of order
        }
        assertThat(observe(1, 17, 1_700)).isEqualTo(UNKNOWN);
        assertThat(observe(1, 18, 1_850)).isEqualTo(150);
    }

    @Test
    void startsAnewWhenOnlyThePoolIsReset() {
        observe(1, 10, 1_000_000);
        observe(1, 11, 1_000_300);

        assertThat(observe(1, 12, 100)).isEqualTo(UNKNOWN);
        assertThat(observe(1, 13, 250)).isEqualTo(150);
    }

    @Test
    void startsAnewWhenTheRateIsConfiguredAnew() {
        observe(1, 1, 0);
        observe(1, 2, 100);
        sample.samplingRate = 500;
        sample.sequence = 3;
        sample.samplePool = 600;

        assertThat(intervals.observe(1, sample)).isEqualTo(UNKNOWN);
    }

    @Test
    void startsAnewWhereThePoolMayHaveWrappedUnseen() {
        observe(1, 1, 0);
        observe(1, 2, 100);

        assertThat(observe(1, 30_000_000, 3_000)).isEqualTo(UNKNOWN);
    }

    @Test
    void samplesOutOfOrderAndDuplicatesChangeNothing() {
        observe(1, 1, 100);
        observe(1, 2, 200);
        observe(1, 3, 300);

        assertThat(observe(1, 2, 200)).isEqualTo(100);
        assertThat(observe(1, 3, 300)).isEqualTo(100);
        assertThat(observe(1, 4, 400)).isEqualTo(100);
    }

    @Test
    void aPoolThatDoesNotGrowSaysNothing() {
        observe(1, 1, 0);

        assertThat(observe(1, 2, 0)).isEqualTo(UNKNOWN);
    }

    @Test
    void settlesAtTheRateOfRandomSampling() {
        SplittableRandom random = new SplittableRandom(42);
        long pool = 0;
        long interval = 0;
        for (int i = 1; i < 5_000; i++) {
            pool += 1 + (long) (Math.log(random.nextDouble()) / Math.log(1 - 1.0 / 250));
            interval = observe(1, i, pool);
        }

        assertThat((double) interval).isCloseTo(250, within(250 * 0.15));
    }

    @Test
    void followsAChangeOfTheRateWithinTwoWindows() {
        long pool = 0;
        for (int i = 1; i < 5_000; i++) {
            pool += 100;
            observe(1, i, pool);
        }
        long interval = 0;
        for (int i = 5_000; i < 5_000 + 4 * EffectiveSamplingInterval.WINDOW; i++) {
            pool += 400;
            interval = observe(1, i, pool);
        }

        assertThat((double) interval).isCloseTo(400, within(20.0));
    }

    @Test
    void keepsSourcesAndSubAgentsApart() {
        observe(1, 1, 0);
        observe(2, 1, 0);

        assertThat(observe(1, 2, 100)).isEqualTo(100);
        assertThat(observe(2, 2, 700)).isEqualTo(700);
        sample.sourceIndex = 1;
        assertThat(intervals.observe(2, sample)).isEqualTo(UNKNOWN);
    }

    @Test
    void aFloodOfSourcesTakesNoMoreThanItsPlaces() {
        for (long source = 0; source < 1_000_000; source++) {
            observe(source, 1, 0);
        }

        assertThat(intervals.capacity()).isEqualTo(EffectiveSamplingInterval.MAX_SOURCES);
    }

    @Test
    void keepsTheSourcesOfALargeSwitch() {
        int unknown = 0;
        for (int round = 1; round <= 3; round++) {
            for (int source = 1; source <= 300; source++) {
                boolean known = observe(source * 1_000L, round, round * 100L) != UNKNOWN;
                unknown += round > 1 && !known ? 1 : 0;
            }
        }

        assertThat(unknown).isZero();
    }
}
