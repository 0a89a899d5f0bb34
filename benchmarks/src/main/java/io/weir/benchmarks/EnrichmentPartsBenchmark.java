package io.weir.benchmarks;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.operators.enrich.dns.DnsOptions;
import io.weir.operators.enrich.dns.ReverseDns;
import io.weir.operators.enrich.ids.CommunityId;
import io.weir.operators.enrich.ids.FlowIds;
import io.weir.operators.enrich.roles.ClientServer;
import io.weir.operators.enrich.roles.ServerTable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Roles, ids and names of flows that are decoded already. One operation is one flow. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(EnrichmentPartsBenchmark.FLOWS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EnrichmentPartsBenchmark {

    static final int FLOWS = 1_000;

    private static final int HOSTS = 4_096;
    private static final int DISCARD_PORT = 9;
    private static final int TCP = 6;

    private final FlowBatch batch = new FlowBatch();
    private final byte[] text = new byte[CommunityId.LENGTH];
    private final CommunityId communityId = new CommunityId(0);
    private final FlowIds flowIds = new FlowIds();
    private final ClientServer roles =
            new ClientServer((protocol, port) -> (port & 3) == 0, ServerTable.EMPTY);
    private ReverseDns names;

    @Setup
    public void prepare() {
        Random random = new Random(Datagrams.SEED);
        batch.append(FLOWS);
        for (int row = 0; row < FLOWS; row++) {
            batch.setAddress(FlowField.SOURCE_ADDRESS, row, 0, host(random));
            batch.setAddress(FlowField.DESTINATION_ADDRESS, row, 0, host(random));
            batch.set(FlowField.SOURCE_PORT, row, random.nextInt(65_536));
            batch.set(FlowField.DESTINATION_PORT, row, random.nextInt(65_536));
            batch.set(FlowField.PROTOCOL, row, TCP);
        }
        names =
                ReverseDns.open(
                        new DnsOptions(
                                List.of(
                                        new InetSocketAddress(
                                                InetAddress.getLoopbackAddress(), DISCARD_PORT)),
                                Duration.ofSeconds(1),
                                2 * HOSTS,
                                1));
    }

    private static long host(Random random) {
        return 0xffff_0a00_0000L | random.nextInt(HOSTS);
    }

    @TearDown
    public void close() {
        names.close();
    }

    @Benchmark
    public long role() {
        long sum = 0;
        for (int row = 0; row < FLOWS; row++) {
            sum += roles.decide(batch, row);
        }
        return sum;
    }

    @Benchmark
    public long communityId() {
        long[] highs = batch.highColumn(FlowField.SOURCE_ADDRESS);
        long[] lows = batch.column(FlowField.SOURCE_ADDRESS);
        long[] otherHighs = batch.highColumn(FlowField.DESTINATION_ADDRESS);
        long[] otherLows = batch.column(FlowField.DESTINATION_ADDRESS);
        long sum = 0;
        for (int row = 0; row < FLOWS; row++) {
            communityId.write(
                    highs[row],
                    lows[row],
                    otherHighs[row],
                    otherLows[row],
                    TCP,
                    (int) batch.get(FlowField.SOURCE_PORT, row),
                    (int) batch.get(FlowField.DESTINATION_PORT, row),
                    text,
                    0);
            sum += text[CommunityId.LENGTH - 2];
        }
        return sum;
    }

    @Benchmark
    public long flowId() {
        long sum = 0;
        for (int row = 0; row < FLOWS; row++) {
            flowIds.record(batch, row);
            sum += flowIds.low();
        }
        return sum;
    }

    /** Two look-ups, one of each side, in a cache that has all or is asked for all. */
    @Benchmark
    public int names() {
        long[] lows = batch.column(FlowField.SOURCE_ADDRESS);
        long[] otherLows = batch.column(FlowField.DESTINATION_ADDRESS);
        int named = 0;
        for (int row = 0; row < FLOWS; row++) {
            named += names.name(0, lows[row]) == null ? 0 : 1;
            named += names.name(0, otherLows[row]) == null ? 0 : 1;
        }
        return named;
    }
}
