package io.weir.benchmarks;

import io.weir.codec.IpAddress;
import io.weir.operators.enrich.geo.DatabaseWriter;
import io.weir.operators.enrich.geo.GeoDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Looks an address up in a City and an ASN database of some hundred thousand networks. One
 * operation is one address; a flow has two.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class GeoBenchmark {

    private static final int CACHE_ENTRIES = 1 << 16;
    private static final int CITY_NETWORKS = 200_000;
    private static final int PLACES = 40_000;
    private static final int ASN_NETWORKS = 60_000;
    private static final int SYSTEMS = 20_000;
    private static final int ADDRESSES = 1 << 22;

    /** Which addresses come. */
    public enum Mix {
        /** A few thousand in turn: all are in the cache. */
        HITS,
        /** Pareto's law, as flows have it: 96 of 100 are in the cache. */
        HEAVY_TAIL,
        /** Any: nearly none is in the cache. */
        MISSES
    }

    @Param({"HITS", "HEAVY_TAIL", "MISSES"})
    public Mix mix;

    private final int[] addresses = new int[ADDRESSES];
    private Path folder;
    private GeoDatabase geo;
    private int next;

    @Setup
    public void open() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        folder = Files.createTempDirectory("weir-geo");
        cities(random).write(folder.resolve("city.mmdb"));
        systems(random).write(folder.resolve("asn.mmdb"));
        for (int i = 0; i < ADDRESSES; i++) {
            addresses[i] = scattered(rank(random));
        }
        geo =
                GeoDatabase.open(
                        folder.resolve("city.mmdb"), folder.resolve("asn.mmdb"), CACHE_ENTRIES);
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
        System.out.printf(
                "%n%s: %.1f %% of look-ups answered by the cache%n",
                mix, 100.0 * geo.hits() / (geo.hits() + geo.misses()));
        geo.close();
        for (String file : List.of("city.mmdb", "asn.mmdb")) {
            Files.delete(folder.resolve(file));
        }
        Files.delete(folder);
    }

    @Benchmark
    public long lookUp() {
        int address = addresses[next++ & (ADDRESSES - 1)];
        geo.seek(0, IpAddress.mappedIpv4(address));
        return geo.placeId() + geo.autonomousSystemNumber();
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

    private static DatabaseWriter cities(SplittableRandom random) {
        DatabaseWriter writer = new DatabaseWriter("Benchmark-City", Instant.EPOCH, 28);
        for (int i = 0; i < CITY_NETWORKS; i++) {
            int place = random.nextInt(PLACES);
            writer.put(
                    network(random, 24),
                    24,
                    Map.of(
                            "country", Map.of("iso_code", "XA", "names", Map.of("en", "Northland")),
                            "city", Map.of("names", Map.of("en", "Town " + place)),
                            "location", Map.of("latitude", place / 1000.0, "longitude", 1.5)));
        }
        return writer;
    }

    private static DatabaseWriter systems(SplittableRandom random) {
        DatabaseWriter writer = new DatabaseWriter("Benchmark-ASN", Instant.EPOCH, 24);
        for (int i = 0; i < ASN_NETWORKS; i++) {
            int number = 1 + random.nextInt(SYSTEMS);
            writer.put(
                    network(random, 18),
                    18,
                    Map.of(
                            "autonomous_system_number",
                            number,
                            "autonomous_system_organization",
                            "Organization " + number));
        }
        return writer;
    }

    private static IpAddress network(SplittableRandom random, int prefixLength) {
        return IpAddress.ofIpv4(random.nextInt() & -1 << (Integer.SIZE - prefixLength));
    }
}
