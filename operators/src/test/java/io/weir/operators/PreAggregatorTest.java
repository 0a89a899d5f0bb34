package io.weir.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.operators.enrich.EnrichedFlows;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PreAggregatorTest {

    private static final long T0 = 1_700_000_000_000L;

    private final FlowCounter counter = new FlowCounter();
    private EnrichedHarness<Long> harness;

    @BeforeEach
    void open() throws Exception {
        harness = Harnesses.chained(counter, Types.LONG, new RecordedMetrics());
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void holdsBackWhatFitsIntoASecond() throws Exception {
        receive(T0);
        receive(T0 + 999);

        assertThat(harness.getOutput()).isEmpty();
    }

    @Test
    void flushesBeforeItForwardsAWatermark() throws Exception {
        receive(T0);
        receive(T0 + 1);
        harness.processWatermark(T0 + 1);

        assertThat(harness.getOutput())
                .containsExactly(new StreamRecord<>(2L, T0 + 1), new Watermark(T0 + 1));
    }

    @Test
    void flushesBeforeTheBarrierAndHasNoState() throws Exception {
        receive(T0);
        harness.prepareSnapshotPreBarrier(1);

        assertThat(Harnesses.values(harness)).containsExactly(1L);
        OperatorSubtaskState state = harness.snapshot(1, T0);
        assertThat(state.hasState()).isFalse();
    }

    @Test
    void flushesAtTheEndOfTheInput() throws Exception {
        receive(T0);
        harness.endInput();

        assertThat(Harnesses.values(harness)).containsExactly(1L);
    }

    @Test
    void flushesAfterASecondOfReceiveTimeWithoutTheNewFlows() throws Exception {
        receive(T0);
        receive(T0 + 400);
        receive(T0 + 1_000);

        assertThat(Harnesses.drain(harness)).containsExactly(new StreamRecord<>(2L, T0 + 400));

        receive(T0 + 1_999);
        assertThat(harness.getOutput()).isEmpty();
        receive(T0 + 2_000);
        assertThat(Harnesses.values(harness)).containsExactly(2L);
    }

    @Test
    void forgetsWhatItHasEmitted() throws Exception {
        receive(T0);
        harness.processWatermark(T0);
        harness.processWatermark(T0 + 1);
        harness.endInput();

        assertThat(Harnesses.values(harness)).containsExactly(1L);
    }

    @Test
    void judgesByReceiveTimeUntilTheFirstWatermarkAndByTheWatermarkAfterIt() throws Exception {
        receive(T0);
        harness.processWatermark(T0 - 50);
        receive(T0 + 10);

        assertThat(counter.times).containsExactly(T0, T0 - 50);
    }

    private void receive(long millis) throws Exception {
        harness.processElement(Flows.receivedAt(millis).flow().batch(), millis);
    }

    private static final class FlowCounter extends PreAggregator<Long> {

        private static final long serialVersionUID = 1L;

        private transient List<Long> times;
        private transient long flows;

        @Override
        protected void start() {
            times = new ArrayList<>();
            flows = 0;
        }

        @Override
        protected void add(EnrichedFlows batch, long nowMillis) {
            times.add(nowMillis);
            flows += batch.size();
        }

        @Override
        protected void flush() {
            if (flows > 0) {
                emit(flows);
            }
            flows = 0;
        }
    }
}
