package io.weir.operators.decode;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.session.SessionLimits;
import io.weir.operators.Harnesses;
import io.weir.operators.RecordedMetrics;
import io.weir.operators.exporters.ExporterPart;
import io.weir.operators.types.FlowBatchSerializer;
import io.weir.operators.types.TransportSession;
import io.weir.operators.types.TransportSessionSerializer;
import io.weir.udp.Datagram;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** The decode stage, or one subtask of it. */
final class DecodeHarness implements AutoCloseable {

    static final Duration EXPIRY = Duration.ofMinutes(30);
    static final Duration FORGET = Duration.ofMinutes(10);
    static final DecodeLimits LIMITS = new DecodeLimits(EXPIRY, FORGET, SessionLimits.DEFAULTS);

    private final KeyedOneInputStreamOperatorTestHarness<TransportSession, Datagram, FlowBatch>
            harness;

    private DecodeHarness(
            KeyedOneInputStreamOperatorTestHarness<TransportSession, Datagram, FlowBatch> harness) {
        this.harness = harness;
    }

    static DecodeHarness start() throws Exception {
        return start(new RecordedMetrics());
    }

    static DecodeHarness start(DecodeOperator function) throws Exception {
        return start(function, new RecordedMetrics());
    }

    static DecodeHarness start(RecordedMetrics metrics) throws Exception {
        return start(new DecodeOperator(LIMITS), metrics);
    }

    static DecodeHarness start(DecodeOperator function, RecordedMetrics metrics) throws Exception {
        var harness =
                Harnesses.keyed(
                        function,
                        DecodeOperator::session,
                        TransportSessionSerializer.TYPE,
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
                        new DecodeOperator(LIMITS),
                        DecodeOperator::session,
                        TransportSessionSerializer.TYPE,
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

    /** What precedes the barrier of a checkpoint. */
    void barrier(long checkpoint) throws Exception {
        harness.prepareSnapshotPreBarrier(checkpoint);
    }

    /** The parts of minutes since the last call. */
    List<ExporterPart> parts() {
        var notices = harness.getSideOutput(DecodeOperator.NOTICES);
        if (notices == null) {
            return List.of();
        }
        List<ExporterPart> parts =
                notices.stream()
                        .map(StreamRecord::getValue)
                        .filter(ExporterPart.class::isInstance)
                        .map(ExporterPart.class::cast)
                        .toList();
        notices.clear();
        return parts;
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

    KeyedOneInputStreamOperatorTestHarness<TransportSession, Datagram, FlowBatch> flink() {
        return harness;
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }
}
