package io.weir.benchmarks;

import io.weir.codec.IpAddress;
import io.weir.operators.enrich.prefix.AddressRange;
import io.weir.operators.enrich.prefix.PrefixTable;
import java.util.Random;
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
 * Finds addresses in a table of 500,000 prefixes. One operation is one look-up. Addresses come as
 * they do on a network's edge: few of them are most of the traffic (Zipf, exponent 1, of a million
 * addresses).
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PrefixBenchmark {

    private static final int PREFIXES = 500_000;
    private static final int HOSTS = 1_000_000;
    private static final int LOOKUPS = 1 << 20;

    /** The version of addresses and prefixes. */
    @Param({"4", "6"})
    public int version;

    /** Whether the addresses looked up are listed. */
    @Param({"hit", "miss"})
    public String listed;

    /** The /12s of IPv6 that the five regional registries give out. */
    private static final long[] REGIONS = {
        0x2400_0000_0000_0000L,
        0x2600_0000_0000_0000L,
        0x2800_0000_0000_0000L,
        0x2a00_0000_0000_0000L,
        0x2c00_0000_0000_0000L
    };

    private final long[] high = new long[LOOKUPS];
    private final long[] low = new long[LOOKUPS];
    private PrefixTable table;
    private int next;

    @Setup
    public void prepare() {
        Random random = new Random(1);
        PrefixTable.Builder builder = PrefixTable.builder();
        IpAddress[] prefixes = new IpAddress[PREFIXES];
        for (int i = 0; i < PREFIXES; i++) {
            prefixes[i] = prefix(random);
            builder.add(AddressRange.parse(prefixes[i] + (version == 4 ? "/28" : "/48")), i + 1);
        }
        table = builder.build();
        IpAddress[] hosts = new IpAddress[HOSTS];
        for (int i = 0; i < HOSTS; i++) {
            hosts[i] = listed.equals("hit") ? prefixes[random.nextInt(PREFIXES)] : miss(random);
        }
        for (int i = 0; i < LOOKUPS; i++) {
            // The inverse of the distribution function of Zipf's law, near enough for exponent 1.
            IpAddress host = hosts[(int) Math.pow(HOSTS, random.nextDouble()) - 1];
            high[i] = host.high();
            low[i] = host.low();
        }
    }

    private IpAddress prefix(Random random) {
        return version == 4
                ? IpAddress.ofIpv4(random.nextInt() & 0xffff_fff0L)
                : new IpAddress(
                        REGIONS[random.nextInt(REGIONS.length)]
                                | (random.nextLong() & 0x000f_ffff_ffff_0000L),
                        0);
    }

    private IpAddress miss(Random random) {
        while (true) {
            IpAddress address = prefix(random);
            if (table.get(address.high(), address.low()) == 0) {
                return address;
            }
        }
    }

    @Benchmark
    public int get() {
        next = (next + 1) & (LOOKUPS - 1);
        return table.get(high[next], low[next]);
    }
}
