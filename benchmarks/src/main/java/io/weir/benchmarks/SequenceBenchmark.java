package io.weir.benchmarks;

import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.sequence.SequenceTracking;
import io.weir.codec.store.MemorySessionStore;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Follows the sequence numbers of messages that are decoded already. One operation is one message:
 * what {@link DecodeBenchmark} pays for it per datagram.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SequenceBenchmark {

    private static final int FLOWS = 30;
    private static final int ONE_IN_SO_MANY_LOST = 100;

    @Param({"NETFLOW_V5", "NETFLOW_V9", "IPFIX"})
    public ExportProtocol protocol;

    /** Domains of the exporter, which send in turn. */
    @Param({"1", "20"})
    public int domains;

    private final FlowBatch batch = new FlowBatch();
    private SequenceTracking tracking;
    private long[] next;
    private long counted;
    private int messages;

    @Setup
    public void prepare() {
        tracking =
                new SequenceTracking(
                        new MemorySessionStore(), (event, amount) -> counted += amount, domains);
        next = new long[domains];
        batch.append(FLOWS);
    }

    /** Of a hundred messages, one is lost. */
    @Benchmark
    public long observe() {
        int domain = messages % domains;
        int moved = protocol == ExportProtocol.NETFLOW_V9 ? 1 : FLOWS;
        messages++;
        if (messages % ONE_IN_SO_MANY_LOST == 0) {
            next[domain] += moved;
        }
        batch.setOrigin(0, 0, 0, messages);
        batch.setHeader(protocol, domain, next[domain] & 0xffff_ffffL, messages);
        next[domain] += moved;
        tracking.observe(batch, messages, 0, true);
        return counted;
    }
}
