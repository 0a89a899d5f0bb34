package io.weir.operators.topn;

import static io.weir.operators.Flows.address;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.operators.Harnesses;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopMergeTest {

    private static final long START = 1_700_000_040_000L;
    private static final long END = START + 60_000;
    private static final long FIRST = END + 5_000;
    private static final long FINAL = END + 120_000;

    private KeyedOneInputStreamOperatorTestHarness<Long, BucketTop, TopTalkers> merge;

    @BeforeEach
    void open() throws Exception {
        merge = start();
        merge.open();
    }

    @AfterEach
    void close() throws Exception {
        merge.close();
    }

    @Test
    void mergesTheListsOfAllBuckets() throws Exception {
        receive(FIRST, bucket(0, 130, talker("10.0.0.1", 100), talker("10.0.0.2", 20)));
        receive(FIRST, bucket(1, 57, talker("10.0.0.3", 50), talker("10.0.0.4", 7)));
        receive(FIRST, bucket(2, 1, talker("10.0.0.5", 1)));
        merge.processWatermark(FIRST);

        TopTalkers top = Harnesses.values(merge).get(0);
        assertThat(top.windowStart()).isEqualTo(START);
        assertThat(top.windowEnd()).isEqualTo(END);
        assertThat(top.talkers()).containsExactly(talker("10.0.0.1", 100), talker("10.0.0.3", 50));
        assertThat(top.other()).isEqualTo(new Talker(null, 38, 35, 1));
        assertThat(top.all()).isEqualTo(new Talker(null, 188, 185, 3));
        assertThat(top.complete()).isFalse();
    }

    @Test
    void publishesOncePerInstantWhenTheLastBucketIsIn() throws Exception {
        receive(FIRST, bucket(0, 5));
        merge.processWatermark(FIRST - 1);
        receive(FIRST, bucket(1, 6));
        assertThat(Harnesses.values(merge)).isEmpty();
        merge.processWatermark(FIRST);

        assertThat(Harnesses.values(merge))
                .extracting(top -> top.all().bytes())
                .containsExactly(11L);
    }

    @Test
    void replacesTheListOfABucketByItsLaterOne() throws Exception {
        receive(FIRST, bucket(0, 5));
        receive(FIRST, bucket(1, 6));
        merge.processWatermark(FIRST);
        Harnesses.values(merge);
        receive(FIRST + 60_000, bucket(1, 60));
        merge.processWatermark(FIRST + 60_000);

        assertThat(Harnesses.values(merge))
                .extracting(top -> top.all().bytes())
                .containsExactly(65L);
    }

    @Test
    void theLastOneIsCompleteAndNothingIsKept() throws Exception {
        receive(FINAL, bucket(0, 5));
        receive(FINAL, bucket(1, 6));
        merge.processWatermark(FINAL);

        assertThat(Harnesses.values(merge)).extracting(TopTalkers::complete).containsExactly(true);
        assertThat(merge.numKeyedStateEntries()).isZero();
        assertThat(merge.numEventTimeTimers()).isZero();
    }

    @Test
    void theRevisionGrowsWithEachByteThoughNoFlowEndsInTheWindow() throws Exception {
        receive(FIRST, bytesOnly(100));
        merge.processWatermark(FIRST);
        receive(FIRST + 60_000, bytesOnly(101));
        merge.processWatermark(FIRST + 60_000);
        receive(FINAL, bytesOnly(101));
        merge.processWatermark(FINAL);

        List<TopTalkers> tops = Harnesses.values(merge);
        assertThat(tops).hasSize(3);
        assertThat(tops.get(1).revision()).isGreaterThan(tops.get(0).revision());
        assertThat(tops.get(2).revision()).isGreaterThan(tops.get(1).revision());
    }

    @Test
    void theRevisionStaysPositiveWithHugeCounters() throws Exception {
        Talker huge = new Talker(address("10.0.0.1"), Long.MAX_VALUE, Long.MAX_VALUE, 1);
        Talker huge2 = new Talker(address("10.0.0.2"), Long.MAX_VALUE, Long.MAX_VALUE, 1);
        Talker all = new Talker(null, Long.MAX_VALUE, Long.MAX_VALUE, 2);
        receive(FIRST, new BucketTop(new WindowBucket(START, 0), List.of(huge, huge2), all));
        merge.processWatermark(FIRST);

        TopTalkers top = Harnesses.values(merge).get(0);
        assertThat(top.revision()).isPositive();
        assertThat(top.other()).isEqualTo(new Talker(null, 0, 0, 0));
    }

    @Test
    void goesOnAfterARestoreInMidWindow() throws Exception {
        receive(FIRST, bucket(0, 5));
        receive(FIRST, bucket(1, 6));
        merge.processWatermark(FIRST);
        receive(FIRST + 60_000, bucket(1, 7));
        OperatorSubtaskState state = merge.snapshot(1, 0);

        try (var restored = start()) {
            restored.initializeState(state);
            restored.open();
            restored.processWatermark(FIRST + 60_000);

            assertThat(Harnesses.values(restored))
                    .extracting(top -> top.all().bytes())
                    .containsExactly(12L);
        }
    }

    private static KeyedOneInputStreamOperatorTestHarness<Long, BucketTop, TopTalkers> start()
            throws Exception {
        return Harnesses.keyed(
                new TopMerge(new TalkerWindows(Duration.ofMinutes(2)), 2),
                BucketTop::windowStart,
                Types.LONG,
                TopNSerializers.TOP_TALKERS,
                1,
                0);
    }

    private void receive(long millis, BucketTop top) throws Exception {
        merge.processElement(top, millis);
    }

    private static BucketTop bucket(int number, long allBytes, Talker... best) {
        Talker all = new Talker(null, allBytes, allBytes - 1, 1);
        return new BucketTop(new WindowBucket(START, number), List.of(best), all);
    }

    private static BucketTop bytesOnly(long bytes) {
        Talker talker = new Talker(address("10.0.0.1"), bytes, 0, 0);
        return new BucketTop(
                new WindowBucket(START, 0), List.of(talker), new Talker(null, bytes, 0, 0));
    }

    private static Talker talker(String host, long bytes) {
        return new Talker(address(host), bytes, bytes, 1);
    }
}
