package io.weir.operators.topn;

import static io.weir.operators.Flows.address;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.operators.Harnesses;
import io.weir.operators.RecordedMetrics;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BucketTotalsTest {

    private static final long START = 1_700_000_040_000L;
    private static final long END = START + 60_000;
    private static final long FINAL = END + 120_000;

    private final RecordedMetrics metrics = new RecordedMetrics();
    private KeyedOneInputStreamOperatorTestHarness<WindowBucket, TalkerPart, BucketTop> totals;

    @BeforeEach
    void open() throws Exception {
        totals =
                Harnesses.keyed(
                        function(),
                        TalkerPart::bucket,
                        TopNSerializers.WINDOW_BUCKET,
                        TopNSerializers.BUCKET_TOP,
                        metrics);
        totals.open();
    }

    @AfterEach
    void close() throws Exception {
        totals.close();
    }

    @Test
    void publishesTheSumOfAllPartsFiveSecondsAfterTheEnd() throws Exception {
        receive("10.0.0.1", 100);
        receive("10.0.0.1", 11);
        totals.processWatermark(END + 4_999);
        assertThat(Harnesses.values(totals)).isEmpty();
        totals.processWatermark(END + 5_000);

        Talker sum = new Talker(address("10.0.0.1"), 111, 2, 2);
        WindowBucket bucket = part("10.0.0.1", 0).bucket();
        assertThat(Harnesses.drain(totals))
                .containsExactly(
                        new StreamRecord<>(
                                new BucketTop(bucket, List.of(sum), new Talker(null, 111, 2, 2)),
                                END + 5_000));
    }

    @Test
    void publishesAgainAtMostOnceAMinuteAndOnlyIfPartsCame() throws Exception {
        receive("10.0.0.1", 100);
        totals.processWatermark(END + 5_000);
        receive("10.0.0.1", 10);
        receive("10.0.0.1", 10);
        totals.processWatermark(END + 64_999);
        assertThat(published()).containsExactly(100L);
        totals.processWatermark(END + 65_000);
        assertThat(published()).containsExactly(120L);
        totals.processWatermark(FINAL - 1);
        assertThat(published()).isEmpty();
    }

    @Test
    void publishesForTheLastTimeAtTheHorizonAndForgets() throws Exception {
        receive("10.0.0.1", 100);
        totals.processWatermark(END + 5_000);
        published();
        totals.processWatermark(FINAL);

        assertThat(published()).containsExactly(100L);
        assertThat(totals.numKeyedStateEntries()).isZero();
        assertThat(totals.numEventTimeTimers()).isZero();
    }

    @Test
    void publishesNothingAfterTheLastTime() throws Exception {
        receive("10.0.0.1", 100);
        totals.processWatermark(FINAL);
        published();
        receive("10.0.0.1", 7);
        totals.processWatermark(FINAL + 600_000);

        assertThat(published()).isEmpty();
        assertThat(metrics.count(BucketTotals.PARTS_LATE)).isEqualTo(1);
        assertThat(totals.numKeyedStateEntries()).isZero();
    }

    @Test
    void aPartThatComesLateInTheHorizonIsPublishedAtTheNextInstant() throws Exception {
        totals.processWatermark(END + 5_000);
        receive("10.0.0.1", 100);
        totals.processWatermark(END + 5_001);
        assertThat(published()).isEmpty();
        totals.processWatermark(END + 65_000);
        assertThat(published()).containsExactly(100L);
    }

    @Test
    void keepsOnlyTheBestButSumsUpAll() throws Exception {
        List<String> oneBucket = hostsOfOneBucket(5);
        for (int i = 0; i < oneBucket.size(); i++) {
            receive(oneBucket.get(i), 10 + i);
        }
        totals.processWatermark(END + 5_000);

        BucketTop top = Harnesses.values(totals).get(0);
        assertThat(top.best()).extracting(Talker::bytes).containsExactly(14L, 13L, 12L);
        assertThat(top.all()).isEqualTo(new Talker(null, 60, 5, 5));
    }

    @Test
    void goesOnAfterARestoreInMidWindow() throws Exception {
        receive("10.0.0.1", 100);
        totals.processWatermark(END + 5_000);
        receive("10.0.0.1", 10);
        OperatorSubtaskState state = totals.snapshot(1, 0);

        try (var restored =
                Harnesses.keyed(
                        function(),
                        TalkerPart::bucket,
                        TopNSerializers.WINDOW_BUCKET,
                        TopNSerializers.BUCKET_TOP,
                        1,
                        0)) {
            restored.initializeState(state);
            restored.open();
            restored.processElement(part("10.0.0.1", 1), START);
            restored.processWatermark(END + 65_000);
            assertThat(Harnesses.values(restored))
                    .extracting(top -> top.all().bytes())
                    .containsExactly(111L);
            restored.processWatermark(FINAL);
            assertThat(Harnesses.values(restored)).hasSize(1);
        }
    }

    private static BucketTotals function() {
        return new BucketTotals(new TalkerWindows(Duration.ofMinutes(2)), 3);
    }

    private static List<String> hostsOfOneBucket(int count) {
        return IntStream.range(0, 1 << 16)
                .mapToObj(i -> "10.1." + (i >> 8) + "." + (i & 0xff))
                .filter(host -> part(host, 0).bucket().bucket() == 7)
                .limit(count)
                .toList();
    }

    private void receive(String host, long bytes) throws Exception {
        totals.processElement(part(host, bytes), START);
    }

    private static TalkerPart part(String host, long bytes) {
        return new TalkerPart(START, address(host), bytes, 1, 1);
    }

    /** The bytes of all hosts in each list since the last call. */
    private List<Long> published() {
        return Harnesses.values(totals).stream().map(top -> top.all().bytes()).toList();
    }
}
