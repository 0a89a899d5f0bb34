package io.weir.benchmarks;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.enrich.EnrichedFlows;
import io.weir.operators.enrich.Enricher;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The whole enrichment of decoded flows: place, autonomous system, network and threat of both ends,
 * client and server by evidence, with databases and lists of {@link EnrichmentFiles}. One operation
 * is one flow.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(EnricherBenchmark.FLOWS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EnricherBenchmark {

    /** Of a datagram of NetFlow v9. */
    static final int FLOWS = 24;

    private static final int BATCHES = 1 << 13;
    private static final int TCP = 6;
    private static final int HTTPS = 443;
    private static final int EPHEMERAL = 32_768;

    /** Which addresses come. */
    public enum Mix {
        /** A few thousand: all are in the cache. */
        HITS,
        /** Pareto's law, as flows have it: some 96 of 100 are in the cache. */
        HEAVY_TAIL,
        /** Any: none is in the cache. */
        MISSES
    }

    @Param({"HITS", "HEAVY_TAIL", "MISSES"})
    public Mix mix;

    private final FlowBatch[] batches = new FlowBatch[BATCHES];
    private EnrichmentFiles files;
    private Enricher enricher;
    private int next;

    @Setup
    public void open() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        files = EnrichmentFiles.write();
        enricher = Enricher.open(files.options());
        for (int i = 0; i < BATCHES; i++) {
            batches[i] = batch(random);
        }
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
        long hits = enricher.addressHits();
        System.out.printf(
                "%n%s: %.1f %% of addresses were in the cache%n",
                mix, 100.0 * hits / (hits + enricher.addressMisses()));
        enricher.close();
        files.close();
    }

    @Benchmark
    public EnrichedFlows enrich() {
        return enricher.enrich(batches[next++ & (BATCHES - 1)]);
    }

    private FlowBatch batch(SplittableRandom random) {
        FlowBatch batch = new FlowBatch();
        batch.append(FLOWS);
        for (int row = 0; row < FLOWS; row++) {
            boolean asks = random.nextBoolean();
            int port = EPHEMERAL + random.nextInt(EPHEMERAL);
            batch.setAddress(FlowField.SOURCE_ADDRESS, row, 0, address(random));
            batch.setAddress(FlowField.DESTINATION_ADDRESS, row, 0, address(random));
            batch.set(FlowField.SOURCE_PORT, row, asks ? port : HTTPS);
            batch.set(FlowField.DESTINATION_PORT, row, asks ? HTTPS : port);
            batch.set(FlowField.PROTOCOL, row, TCP);
        }
        return batch;
    }

    private long address(SplittableRandom random) {
        return IpAddress.mappedIpv4(scattered(rank(random)));
    }

    private int rank(SplittableRandom random) {
        return switch (mix) {
            case HITS -> random.nextInt(4000);
            case HEAVY_TAIL -> (int) Math.min(1 << 24, Math.pow(1 - random.nextDouble(), -1 / 0.3));
            case MISSES -> random.nextInt();
        };
    }

    /** Neighbours in rank are no neighbours on the network. */
    private static int scattered(int rank) {
        return rank * 0x9e37_79b1;
    }
}
