package io.weir.operators.enrich.geo;

import static io.weir.operators.enrich.geo.TestDatabases.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import io.weir.codec.IpAddress;
import io.weir.operators.enrich.file.FileWatch;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeoDatabaseTest {

    private static final IpAddress HOST = address("198.51.100.9");

    private final FileWatch watch = new FileWatch(Duration.ofMillis(5));

    @TempDir Path directory;
    private Path city;
    private Path asn;

    @BeforeEach
    void writeDatabases() throws IOException {
        city = directory.resolve("city.mmdb");
        asn = directory.resolve("asn.mmdb");
        TestDatabases.city("Harbour").write(city);
        TestDatabases.asn("Shipping").write(asn);
    }

    @Test
    void findsPlaceAndAutonomousSystemOfIpv4() {
        try (GeoDatabase geo = open()) {
            seek(geo, HOST);

            assertThat(geo.place(geo.placeId()))
                    .isEqualTo(
                            new Place(
                                    "EU",
                                    "Europe",
                                    "XA",
                                    "Northland",
                                    "XA-N1",
                                    "First Region",
                                    "Harbour",
                                    12.5,
                                    -45.25,
                                    "Etc/GMT+3"));
            assertThat(geo.autonomousSystemNumber()).isEqualTo(64500);
            assertThat(geo.autonomousSystem(geo.autonomousSystemId()))
                    .isEqualTo(new AutonomousSystem(64500, "Shipping"));
        }
    }

    @Test
    void findsPlaceAndAutonomousSystemOfIpv6() {
        try (GeoDatabase geo = open()) {
            seek(geo, address("2001:db8::1"));

            assertThat(geo.place(geo.placeId()).cityName()).isEqualTo("Harbour Six");
            assertThat(geo.autonomousSystemNumber()).isEqualTo(4_294_967_294L);
        }
    }

    @Test
    void looksUpIpv4MappedAddressesAsIpv4() {
        try (GeoDatabase geo = open()) {
            geo.seek(0, 0x0000_ffff_c633_6409L);

            assertThat(geo.place(geo.placeId()).cityName()).isEqualTo("Harbour");
        }
    }

    @Test
    void findsNothingOfAnUnknownAddress() {
        try (GeoDatabase geo = open()) {
            seek(geo, address("192.0.2.1"));

            assertThat(geo.placeId()).isZero();
            assertThat(geo.autonomousSystemId()).isZero();
            assertThat(geo.autonomousSystemNumber()).isZero();
            assertThat(geo.place(0)).isNull();
            assertThat(geo.autonomousSystem(0)).isNull();
        }
    }

    @Test
    void knowsThePlaceWhereTheAutonomousSystemIsUnknown() {
        try (GeoDatabase geo = open()) {
            seek(geo, address("203.0.113.7"));

            assertThat(geo.place(geo.placeId()).cityName()).isEqualTo("Harbour Host");
            assertThat(geo.autonomousSystemId()).isZero();
        }
    }

    @Test
    void givesOneIdToAllAddressesOfARecord() {
        try (GeoDatabase geo = open()) {
            seek(geo, address("198.51.100.1"));
            int id = geo.placeId();
            seek(geo, address("198.51.100.200"));

            assertThat(geo.placeId()).isEqualTo(id);
        }
    }

    @Test
    void tellsAnotherVersionOfAnotherDatabase() throws IOException {
        try (GeoDatabase geo = open()) {
            long first = geo.version();
            assertThat(geo.version()).isEqualTo(first);

            TestDatabases.city("Port").write(city);
            await().until(() -> nameOf(geo, HOST).equals("Port"));

            assertThat(geo.version()).isNotEqualTo(first);
        }
    }

    @Test
    void resolvesIdsThroughAnotherInstanceOfTheProcess() {
        try (GeoDatabase operator = open();
                GeoDatabase sink = open()) {
            seek(operator, HOST);

            assertThat(sink.place(operator.placeId()).cityName()).isEqualTo("Harbour");
            assertThat(sink.autonomousSystem(operator.autonomousSystemId()).organization())
                    .isEqualTo("Shipping");
            assertThat(sink.placeVersion(operator.placeId()))
                    .isEqualTo(new DatabaseVersion("Test-City", TestDatabases.BUILT));
        }
    }

    @Test
    void beginsAnewWhenTheFileIsReplacedAndKeepsIdsOnTheirWay() throws IOException {
        try (GeoDatabase geo = open()) {
            seek(geo, HOST);
            int first = geo.placeId();
            TestDatabases.city("Port").write(city);
            await().until(() -> nameOf(geo, HOST).equals("Port"));
            int second = geo.placeId();

            assertThat(second).isNotEqualTo(first);
            assertThat(geo.place(first).cityName()).isEqualTo("Harbour");
            assertThat(geo.autonomousSystemNumber()).isEqualTo(64500);

            TestDatabases.city("Bay").write(city);
            await().until(() -> nameOf(geo, HOST).equals("Bay"));
            assertThat(geo.place(first)).isNull();
            assertThat(geo.placeVersion(first)).isNull();
            assertThat(geo.place(second).cityName()).isEqualTo("Port");
        }
    }

    @Test
    void goesWithoutDatabases() {
        try (GeoDatabase geo = GeoDatabase.open(watch, null, null)) {
            seek(geo, HOST);

            assertThat(geo.placeId()).isZero();
            assertThat(geo.cityVersion()).isNull();
            assertThat(geo.asnVersion()).isNull();
        }
    }

    @Test
    void takesADatabaseWhenItAppears() throws IOException {
        Path later = directory.resolve("later.mmdb");
        try (GeoDatabase geo = GeoDatabase.open(watch, later, asn)) {
            seek(geo, HOST);
            assertThat(geo.placeId()).isZero();
            assertThat(geo.autonomousSystemNumber()).isEqualTo(64500);
            assertThat(geo.failedLoads()).isOne();

            TestDatabases.city("Late").write(later);
            await().until(() -> geo.cityVersion() != null);
            assertThat(nameOf(geo, HOST)).isEqualTo("Late");
        }
    }

    @Test
    void goesWithoutACorruptFile() throws IOException {
        Files.write(city, new byte[100_000]);
        try (GeoDatabase geo = open()) {
            seek(geo, HOST);

            assertThat(geo.placeId()).isZero();
            assertThat(geo.autonomousSystemNumber()).isEqualTo(64500);
        }
    }

    @Test
    void leavesOutRecordsThatAreCorrupt() throws IOException {
        byte[] bytes = TestDatabases.city("Harbour").toBytes();
        int name = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("Etc/");
        Arrays.fill(bytes, name - 40, name + 9, (byte) 0xff);
        Files.write(city, bytes);
        try (GeoDatabase geo = open()) {
            seek(geo, HOST);

            assertThat(geo.placeId()).isZero();
            assertThat(geo.autonomousSystemNumber()).isEqualTo(64500);
        }
    }

    @Test
    void refusesADatabaseOfTheWrongKind() {
        try (GeoDatabase geo = GeoDatabase.open(watch, asn, city)) {
            assertThat(geo.failedLoads()).isEqualTo(2);
            assertThat(geo.cityVersion()).isNull();
            assertThat(geo.asnVersion()).isNull();
        }
    }

    @Test
    void staysOnTheLastGoodDatabaseWhenTheFileIsCutOffInPlace() throws IOException {
        try (GeoDatabase geo = open()) {
            seek(geo, HOST);
            byte[] whole = Files.readAllBytes(city);
            Files.write(
                    city,
                    Arrays.copyOf(whole, whole.length / 2),
                    StandardOpenOption.TRUNCATE_EXISTING);
            await().until(() -> geo.failedLoads() > 0);

            assertThat(nameOf(geo, HOST)).isEqualTo("Harbour");
            assertThat(nameOf(geo, address("203.0.113.7"))).isEqualTo("Harbour Host");

            Files.write(city, whole);
            await().until(() -> geo.failedLoads() > 0 && geo.cityVersion() != null);
            assertThat(nameOf(geo, HOST)).isEqualTo("Harbour");
        }
    }

    @Test
    void answersWhileTheFileIsSwapped() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        AtomicBoolean done = new AtomicBoolean();
        try (GeoDatabase observer = open()) {
            List<Future<Integer>> readers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                readers.add(threads.submit(() -> wrongAnswers(done)));
            }
            for (int i = 0; i < 20; i++) {
                String name = "Town " + i;
                TestDatabases.city(name).write(city);
                await().until(() -> nameOf(observer, HOST).equals(name));
            }
            done.set(true);
            for (Future<Integer> reader : readers) {
                assertThat(reader.get()).isZero();
            }
        } finally {
            done.set(true);
            threads.shutdownNow();
        }
    }

    @Test
    void leavesNoThreadAndNoMappingAfterClose() throws IOException {
        for (int i = 0; i < 20; i++) {
            try (GeoDatabase geo = open()) {
                assertThat(nameOf(geo, HOST)).isEqualTo("Harbour");
            }
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("weir-file-watch");
        await().until(
                        () -> {
                            System.gc();
                            return Files.readString(Path.of("/proc/self/maps"))
                                    .lines()
                                    .noneMatch(line -> line.contains(".mmdb"));
                        });
    }

    @Test
    void allocatesNothingPerLookUp() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (GeoDatabase geo = open()) {
            long sum = lookUps(geo, 100_000);
            long before = threads.getCurrentThreadAllocatedBytes();
            sum += lookUps(geo, 100_000);
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;

            assertThat(sum).isPositive();
            assertThat(allocated).isLessThan(10_000);
        }
    }

    private static long lookUps(GeoDatabase geo, int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            long host = (HOST.low() & ~0xffL) | (i >>> 1 & 0xff);
            geo.seek(0, host);
            sum += geo.placeId() + geo.autonomousSystemNumber();
        }
        return sum;
    }

    private int wrongAnswers(AtomicBoolean done) {
        int wrong = 0;
        try (GeoDatabase geo = open()) {
            while (!done.get()) {
                seek(geo, HOST);
                // Null if two swaps came in between.
                Place place = geo.place(geo.placeId());
                boolean right =
                        place == null
                                ? geo.placeId() != 0
                                : place.cityName().matches("Harbour|Town \\d+");
                wrong += right ? 0 : 1;
            }
        }
        return wrong;
    }

    private static String nameOf(GeoDatabase geo, IpAddress address) {
        seek(geo, address);
        Place place = geo.place(geo.placeId());
        return place == null ? "" : place.cityName();
    }

    private static void seek(GeoDatabase geo, IpAddress address) {
        geo.seek(address.high(), address.low());
    }

    private GeoDatabase open() {
        return GeoDatabase.open(watch, city, asn);
    }
}
