package io.weir.operators.decode;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.session.SessionLimits;
import io.weir.operators.Harnesses;
import io.weir.operators.RecordedMetrics;
import io.weir.operators.exporters.ExporterNotice;
import io.weir.operators.exporters.ExporterPart;
import io.weir.operators.exporters.Remembrance;
import io.weir.operators.types.FlowBatchSerializer;
import io.weir.operators.types.TransportSession;
import io.weir.operators.types.TransportSessionSerializer;
import io.weir.udp.Datagram;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.SavepointType;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** The decode stage, or one subtask of it. */
final class DecodeHarness implements AutoCloseable {

    static final Duration EXPIRY = Duration.ofMinutes(30);
    static final Duration FORGET = Duration.ofMinutes(10);
    static final Duration FORGET_EXPORTERS = Duration.ofDays(30);
    static final Duration FORGET_NEWCOMERS = Duration.ofMinutes(40);
    static final DecodeLimits LIMITS = limits(SubtaskLimits.DEFAULTS, SessionLimits.DEFAULTS);

    private final KeyedOneInputStreamOperatorTestHarness<TransportSession, Datagram, FlowBatch>
            harness;

    private DecodeHarness(
            KeyedOneInputStreamOperatorTestHarness<TransportSession, Datagram, FlowBatch> harness) {
        this.harness = harness;
    }

    static DecodeLimits limits(SubtaskLimits subtask, SessionLimits session) {
        return new DecodeLimits(
                FORGET,
                new Remembrance(FORGET_NEWCOMERS, EXPIRY, FORGET_EXPORTERS),
                subtask,
                session);
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

    static DecodeHarness start(DecodeOperator operator, RecordedMetrics metrics) throws Exception {
        return start(operator, ExporterIdentity.ADDRESS, metrics);
    }

    static DecodeHarness start(
            DecodeOperator operator, ExporterIdentity identity, RecordedMetrics metrics)
            throws Exception {
        DecodeHarness harness = closed(operator, identity, metrics);
        harness.harness.open();
        return harness;
    }

    private static DecodeHarness closed(
            DecodeOperator operator, ExporterIdentity identity, RecordedMetrics metrics)
            throws Exception {
        return new DecodeHarness(
                Harnesses.keyed(
                        operator,
                        identity::session,
                        TransportSessionSerializer.TYPE,
                        FlowBatchSerializer.TYPE,
                        metrics));
    }

    static DecodeHarness restore(OperatorSubtaskState state, RecordedMetrics metrics)
            throws Exception {
        return restore(state, new DecodeOperator(LIMITS), metrics);
    }

    static DecodeHarness restore(
            OperatorSubtaskState state, DecodeOperator operator, RecordedMetrics metrics)
            throws Exception {
        DecodeHarness restored = closed(operator, ExporterIdentity.ADDRESS, metrics);
        restored.harness.initializeState(state);
        restored.harness.open();
        return restored;
    }

    static DecodeHarness restore(OperatorSubtaskState state) throws Exception {
        return restore(state, 1, 1, 0);
    }

    /** A subtask after a rescaling. */
    static DecodeHarness restore(
            OperatorSubtaskState state, int oldParallelism, int parallelism, int subtask)
            throws Exception {
        return restore(state, oldParallelism, parallelism, subtask, Backend.HEAP);
    }

    /**
     * A subtask after a rescaling, on a state backend.
     *
     * @param state null for none
     */
    static DecodeHarness restore(
            OperatorSubtaskState state,
            int oldParallelism,
            int parallelism,
            int subtask,
            Backend backend)
            throws Exception {
        var harness =
                Harnesses.keyed(
                        new DecodeOperator(LIMITS),
                        ExporterIdentity.ADDRESS::session,
                        TransportSessionSerializer.TYPE,
                        FlowBatchSerializer.TYPE,
                        parallelism,
                        subtask);
        harness.setStateBackend(backend.create());
        if (state != null) {
            harness.initializeState(
                    AbstractStreamOperatorTestHarness.repartitionOperatorState(
                            state,
                            Harnesses.MAX_PARALLELISM,
                            oldParallelism,
                            parallelism,
                            subtask));
        }
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

    /** A savepoint in the format that all state backends read. */
    OperatorSubtaskState savepoint() throws Exception {
        return harness.snapshotWithLocalState(
                        1, 0, SavepointType.savepoint(SavepointFormatType.CANONICAL))
                .getJobManagerOwnedState();
    }

    /** What precedes the barrier of a checkpoint. */
    void barrier(long checkpoint) throws Exception {
        harness.prepareSnapshotPreBarrier(checkpoint);
    }

    /** The parts of minutes since the last call. */
    List<ExporterPart> parts() {
        return notices(ExporterPart.class);
    }

    /** What was told of exporters since the last call, of one kind; the rest is lost. */
    <T extends ExporterNotice> List<T> notices(Class<T> kind) {
        var notices = harness.getSideOutput(DecodeOperator.NOTICES);
        if (notices == null) {
            return List.of();
        }
        List<T> told =
                notices.stream()
                        .map(StreamRecord::getValue)
                        .filter(kind::isInstance)
                        .map(kind::cast)
                        .toList();
        notices.clear();
        return told;
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

    /** Entries of all tables of all exporters. */
    int stateEntries() {
        return harness.numKeyedStateEntries() - exporters();
    }

    /** Templates in state. */
    long templates() {
        return ((DecodeOperator) harness.getOperator()).templateCount();
    }

    /** Exporters and connections in state. */
    int exporters() {
        return ((DecodeOperator) harness.getOperator()).exporterCount();
    }

    /** Timers beside the one that each exporter and connection has. */
    int expiryTimers() {
        return timers() - exporters();
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
