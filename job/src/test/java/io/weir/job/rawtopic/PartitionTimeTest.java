package io.weir.job.rawtopic;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.job.rawtopic.RawRecord.Heartbeat;
import io.weir.job.rawtopic.RawRecord.Received;
import io.weir.udp.Datagram;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PartitionTimeTest {

    private static final long A = 1;
    private static final long B = 2;

    private PartitionTime time = new PartitionTime();
    private RecordedTime said = new RecordedTime();

    @Test
    void saysNothingOfAnEmptyPartition() {
        assertThat(now()).isEqualTo(RecordedTime.NOTHING);
    }

    @Test
    void waitsForASecondBeatSoThatEveryWriterHasHadOne() {
        beat(A, 5_000);
        assertThat(now()).isEqualTo(RecordedTime.NOTHING);

        beat(B, 3_000);
        beat(A, 6_000);

        assertThat(now()).isEqualTo(3_000);
    }

    @Test
    void isTheTimeOfTheSlowestWriter() {
        beat(A, 5_000);
        beat(B, 3_000);
        beat(A, 60_000);
        beat(B, 4_000);
        assertThat(now()).isEqualTo(4_000);

        beat(B, 70_000);
        assertThat(now()).isEqualTo(60_000);
    }

    @Test
    void neverGoesBack() {
        beat(A, 5_000);
        beat(A, 6_000);
        beat(B, 1_000);
        beat(A, 7_000);

        assertThat(now()).isEqualTo(6_000);

        beat(B, 6_500);
        assertThat(now()).isEqualTo(6_500);
    }

    @Test
    void forgetsAWriterThatIsSilentWhileAnotherBeats() {
        beat(B, 1_000);
        beat(A, 2_000);
        for (int second = 1; second <= PartitionTime.SILENT_HEARTBEATS - 1; second++) {
            beat(A, 2_000 + second * 1_000L);
            assertThat(now()).as("second %d", second).isEqualTo(1_000);
        }

        beat(A, 20_000);

        assertThat(now()).isEqualTo(20_000);
    }

    /** A collector that catches up lets hours pass between two of its beats. */
    @Test
    void doesNotForgetAWriterBecauseTimeLeaps() {
        beat(A, 1_000);
        beat(B, 1_000);
        beat(A, 7_200_000);
        beat(A, 7_201_000);

        assertThat(now()).isEqualTo(1_000);
    }

    @Test
    void keepsAWriterThatIsSlowButBeats() {
        beat(A, 0);
        beat(B, 0);
        for (int second = 1; second <= 100; second++) {
            beat(A, second * 1_000L);
            beat(B, second);
            assertThat(now()).isLessThanOrEqualTo(second);
        }
        assertThat(now()).isEqualTo(100);
    }

    @Test
    void takesBackAWriterThatWasForgotten() {
        forgetsAWriterThatIsSilentWhileAnotherBeats();
        beat(B, 20_500);
        beat(A, 30_000);

        assertThat(now()).isEqualTo(20_500);
    }

    @Test
    void doesNotWaitForAWriterThatSaidFarewell() {
        beat(A, 5_000);
        beat(B, 3_000);
        beat(A, 6_000);
        beat(B, Long.MAX_VALUE);
        beat(A, 7_000);

        assertThat(now()).isEqualTo(7_000);
    }

    @Test
    void standsStillWhenAllHaveSaidFarewell() {
        beat(A, 5_000);
        beat(A, 6_000);
        beat(A, Long.MAX_VALUE);

        assertThat(now()).isEqualTo(6_000);
    }

    @Test
    void takesTheTimeOfDatagramsWhereNobodyBeats() {
        receive(100_000);
        assertThat(now()).isEqualTo(RecordedTime.NOTHING);

        receive(112_000);
        receive(111_000);

        assertThat(now()).isEqualTo(112_000 - PartitionTime.DISORDER_MILLIS);
    }

    @Test
    void ignoresTheTimeOfDatagramsWhereSomebodyBeats() {
        beat(A, 5_000);
        beat(A, 6_000);
        receive(1_000);
        receive(100_000);

        assertThat(now()).isEqualTo(6_000);
    }

    /**
     * Writers that beat once a second, however late each is and in whatever order their records
     * come to stand within the second: time never passes what one of them still has to say.
     */
    @Property(tries = 200)
    void neverPassesALiveWriter(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int writers) {
        time = new PartitionTime();
        said = new RecordedTime();
        Random random = new Random(seed);
        long[] complete = new long[writers];
        long before = RecordedTime.NOTHING;
        for (int second = 0; second < 50; second++) {
            List<Integer> order = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                order.add(random.nextInt(order.size() + 1), writer);
            }
            for (int writer : order) {
                complete[writer] += random.nextInt(5_000);
                beat(writer, complete[writer]);
                long now = now();
                assertThat(now).as("seed %d", seed).isGreaterThanOrEqualTo(before);
                for (long promised : complete) {
                    assertThat(now).as("seed %d", seed).isLessThanOrEqualTo(promised);
                }
                before = now;
            }
        }
        assertThat(before).isGreaterThan(0);
    }

    private void beat(long writer, long completeMillis) {
        time.onEvent(
                new Heartbeat(Heartbeat.ANY_PARTITION, writer, completeMillis),
                completeMillis,
                said);
    }

    private void receive(long receivedMillis) {
        time.onEvent(
                new Received(new Datagram(receivedMillis, 0, 1, 2, new byte[0])),
                receivedMillis,
                said);
    }

    private long now() {
        time.onPeriodicEmit(said);
        return said.watermark();
    }
}
