package io.weir.benchmarks;

import io.weir.codec.BigEndian;
import io.weir.codec.element.InformationElements;
import io.weir.codec.raw.OriginalRecords;
import io.weir.codec.session.SessionLimits;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Decodes datagrams, on one core. One operation is one flow: the score is flows per microsecond,
 * which is millions per second, and {@code -prof gc} tells bytes allocated per flow.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(Traffic.FLOWS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecodeBenchmark {

    private static final int ROUNDS = 300;

    @Param public Traffic traffic;

    private Collector collector;
    private Collector forgetful;
    private Collector keeping;

    @Setup
    public void prepare() {
        meetAllTraffic();
        collector = new Collector(traffic);
        forgetful = new Collector(traffic, SessionLimits.DEFAULTS.withListeners(0));
        keeping =
                new Collector(
                        traffic,
                        SessionLimits.DEFAULTS,
                        new OriginalRecords(InformationElements.builtIn()));
    }

    /**
     * Lets the JIT compiler see what a collector sees that runs for days. What it compiles for one
     * kind of traffic alone is up to three times as fast, and is no measure of anything.
     */
    private static void meetAllTraffic() {
        List<Collector> collectors = Arrays.stream(Traffic.values()).map(Collector::new).toList();
        for (int round = 0; round < ROUNDS; round++) {
            collectors.forEach(Collector::decode);
        }
    }

    /** What a collector does with each datagram. */
    @Benchmark
    public int decode() {
        return collector.decode();
    }

    /** The same without remembering who listens: the difference is what that costs. */
    @Benchmark
    public int decodeWithoutListeners() {
        return forgetful.decode();
    }

    /** The same with each flow's record written beside it: the difference is what that costs. */
    @Benchmark
    public int decodeKeepingOriginals() {
        return keeping.decode();
    }

    /**
     * What any decoder does at least: looks at each byte once. The yardstick for {@link #decode} in
     * the same run, as the machine's speed differs from run to run.
     */
    @Benchmark
    public long read() {
        long sum = 0;
        for (byte[] datagram : collector.datagrams()) {
            for (int at = 0; at + Long.BYTES <= datagram.length; at += Long.BYTES) {
                sum += BigEndian.bits64(datagram, at);
            }
        }
        return sum;
    }
}
