package io.weir.operators.decode;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.Harnesses;
import io.weir.operators.RecordedMetrics;
import io.weir.operators.types.FlowBatchSerializer;
import io.weir.operators.types.IpAddressSerializer;
import io.weir.udp.Datagram;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** The decode stage, or one subtask of it. */
final class DecodeHarness implements AutoCloseable {

    static final Duration EXPIRY = Duration.ofMinutes(30);
    static final int MAX_TEMPLATES = 100;

    private final KeyedOneInputStreamOperatorTestHarness<IpAddress, Datagram, FlowBatch> harness;

    private DecodeHarness(
            KeyedOneInputStreamOperatorTestHarness<IpAddress, Datagram, FlowBatch> harness) {
        this.harness = harness;
    }

    static DecodeHarness start(RecordedMetrics metrics) throws Exception {
        return start(new DecodeFunction(EXPIRY, MAX_TEMPLATES), metrics);
    }

    static DecodeHarness start(DecodeFunction function, RecordedMetrics metrics) throws Exception {
        var harness =
                Harnesses.keyed(
                        function,
                        DecodeFunction::exporter,
                        IpAddressSerializer.TYPE,
                        FlowBatchSerializer.TYPE,
                        metrics);
        harness.open();
        return new DecodeHarness(harness);
    }

    static DecodeHarness restore(OperatorSubtaskState state) throws Exception {
        return restore(state, 1, 1, 0);
    }

    /** A subtask after a rescaling. */
    static DecodeHarness restore(
            OperatorSubtaskState state, int oldParallelism, int parallelism, int subtask)
            throws Exception {
        var harness =
                Harnesses.keyed(
                        new DecodeFunction(EXPIRY, MAX_TEMPLATES),
                        DecodeFunction::exporter,
                        IpAddressSerializer.TYPE,
                        FlowBatchSerializer.TYPE,
                        parallelism,
                        subtask);
        harness.initializeState(
                AbstractStreamOperatorTestHarness.repartitionOperatorState(
                        state, Harnesses.MAX_PARALLELISM, oldParallelism, parallelism, subtask));
        harness.open();
        return new DecodeHarness(harness);
    }

    void receive(Datagram datagram) throws Exception {
        harness.processElement(datagram, datagram.receivedMillis());
    }

    void watermark(long millis) throws Exception {
        harness.processWatermark(millis);
    }

    OperatorSubtaskState snapshot() throws Exception {
        return harness.snapshot(1, 0);
    }

    /** The batches since the last call. */
    List<FlowBatch> batches() {
        return Harnesses.values(harness);
    }

    /** The bytes of all flows since the last call. */
    List<Long> flowBytes() {
        return batches().stream()
                .flatMap(
                        batch ->
                                IntStream.range(0, batch.size())
                                        .mapToObj(row -> batch.get(FlowField.BYTES, row)))
                .toList();
    }

    int stateEntries() {
        return harness.numKeyedStateEntries();
    }

    int timers() {
        return harness.numEventTimeTimers();
    }

    KeyedOneInputStreamOperatorTestHarness<IpAddress, Datagram, FlowBatch> flink() {
        return harness;
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }
}
