package io.weir.benchmarks.state;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.session.SessionLimits;
import io.weir.operators.decode.DecodeLimits;
import io.weir.operators.decode.DecodeOperator;
import io.weir.operators.decode.ExporterIdentity;
import io.weir.operators.decode.SubtaskLimits;
import io.weir.operators.exporters.Remembrance;
import io.weir.operators.types.FlowBatchSerializer;
import io.weir.operators.types.TransportSession;
import io.weir.operators.types.TransportSessionSerializer;
import io.weir.udp.Datagram;
import java.time.Duration;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.SavepointType;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** One subtask of the decode stage, as the job has it by default. */
final class DecodeStage implements AutoCloseable {

    private static final int MAX_PARALLELISM = 128;

    private static final DecodeLimits LIMITS =
            new DecodeLimits(
                    Duration.ofMinutes(15),
                    new Remembrance(
                            Duration.ofMinutes(10), Duration.ofDays(1), Duration.ofDays(30)),
                    SubtaskLimits.DEFAULTS,
                    SessionLimits.DEFAULTS);

    private final KeyedOneInputStreamOperatorTestHarness<TransportSession, Datagram, FlowBatch>
            harness;

    DecodeStage(StateBackend backend) throws Exception {
        harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new DecodeOperator(LIMITS),
                        ExporterIdentity.ADDRESS::session,
                        TransportSessionSerializer.TYPE,
                        MAX_PARALLELISM,
                        1,
                        0);
        harness.setStateBackend(backend);
        harness.setup(FlowBatchSerializer.TYPE.createSerializer(new SerializerConfigImpl()));
        harness.open();
    }

    /** Does what the task does with each element: sets the key, then calls the operator. */
    void receive(StreamRecord<Datagram> element) throws Exception {
        harness.getOneInputOperator().setKeyContextElement1(element);
        harness.getOneInputOperator().processElement(element);
    }

    /** Forgets what came out. */
    void drain() {
        harness.getOutput().clear();
    }

    /** The octets of keyed state and timers in a savepoint of the canonical format. */
    long savepointBytes() throws Exception {
        return harness.snapshotWithLocalState(
                        1, 0, SavepointType.savepoint(SavepointFormatType.CANONICAL))
                .getJobManagerOwnedState()
                .getStateSize();
    }

    /** The same in a checkpoint, which is in the format of the state backend. */
    long checkpointBytes() throws Exception {
        return harness.snapshot(2, 0).getStateSize();
    }

    @Override
    public void close() {
        try {
            harness.close();
        } catch (Exception e) {
            throw new IllegalStateException("The stage does not close.", e);
        }
    }
}
