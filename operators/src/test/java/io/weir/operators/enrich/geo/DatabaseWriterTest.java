package io.weir.operators.enrich.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.maxmind.db.DatabaseRecord;
import com.maxmind.db.Reader;
import io.weir.codec.IpAddress;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read by MaxMind's own reader. */
class DatabaseWriterTest {

    @TempDir Path directory;

    @ParameterizedTest
    @ValueSource(ints = {24, 28, 32})
    void isReadByMaxMindsReader(int recordBits) throws IOException {
        Path file = directory.resolve("city.mmdb");
        TestDatabases.city("Harbour", recordBits).write(file);

        try (Reader reader = new Reader(file.toFile())) {
            assertThat(reader.getMetadata().databaseType()).isEqualTo("Test-City");
            assertThat(reader.getMetadata().buildTime()).isEqualTo(TestDatabases.BUILT);
            assertThat(reader.getMetadata().recordSize()).isEqualTo(recordBits);
            DatabaseRecord<?> record =
                    reader.getRecord(TestDatabases.inet("198.51.100.9"), Map.class);
            assertThat(record.network()).hasToString("198.51.100.0/24");
            assertThat(new DataRecord((Map<?, ?>) record.data()).inner("city").name())
                    .isEqualTo("Harbour");
            assertThat(cityName(reader, "192.0.2.1")).isNull();
            assertThat(cityName(reader, "2001:db8:5::1")).isEqualTo("Harbour Six");
        }
    }

    @Test
    void keepsEveryTypeAndLongTexts() throws IOException {
        Map<String, ?> record =
                Map.of(
                        "text",
                        "ä".repeat(100),
                        "long text",
                        "x".repeat(1000),
                        "zero",
                        0,
                        "number",
                        4_294_967_295L,
                        "big",
                        1L << 40,
                        "decimal",
                        -0.125,
                        "true",
                        true,
                        "list",
                        List.of("a", 2));
        Path file = directory.resolve("types.mmdb");
        new DatabaseWriter("Types", TestDatabases.BUILT, 24)
                .put(TestDatabases.address("0.0.0.0"), 0, record)
                .write(file);

        try (Reader reader = new Reader(file.toFile())) {
            Map<?, ?> read = reader.get(TestDatabases.inet("192.0.2.1"), Map.class);
            assertThat(read.get("text")).isEqualTo("ä".repeat(100));
            assertThat(read.get("long text")).isEqualTo("x".repeat(1000));
            assertThat(read.get("zero")).isEqualTo(0L);
            assertThat(read.get("number")).isEqualTo(4_294_967_295L);
            assertThat(read.get("big")).isEqualTo(BigInteger.ONE.shiftLeft(40));
            assertThat(read.get("decimal")).isEqualTo(-0.125);
            assertThat(read.get("true")).isEqualTo(true);
            assertThat(read.get("list")).isEqualTo(List.of("a", 2L));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 28, 32})
    void isWalkedAsMaxMindsReaderDoes(int recordBits) throws IOException {
        long seed = 42;
        Random random = new Random(seed);
        DatabaseWriter writer = new DatabaseWriter("Test-ASN", TestDatabases.BUILT, recordBits);
        for (int length = 4; length <= 32; length++) {
            for (int i = 0; i < 20; i++) {
                long mask = -1L << (32 - length);
                writer.put(
                        IpAddress.ofIpv4(random.nextInt() & mask),
                        length,
                        TestDatabases.system(1 + random.nextInt(1000), "O"));
                writer.put(
                        new IpAddress(random.nextLong() | 1L << 61, 0),
                        length + 32,
                        TestDatabases.system(1 + random.nextInt(1000), "O"));
            }
        }
        Path file = directory.resolve("random.mmdb");
        writer.write(file);

        try (Reader reader = new Reader(file.toFile());
                DatabaseFile ours = DatabaseFile.open(file)) {
            for (int i = 0; i < 20_000; i++) {
                IpAddress address =
                        i % 2 == 0
                                ? IpAddress.ofIpv4(random.nextInt())
                                : new IpAddress(random.nextLong(), random.nextLong());
                Map<?, ?> expected =
                        reader.get(InetAddress.getByAddress(address.toBytes()), Map.class);
                boolean found = ours.find(address.high(), address.low()) != 0;
                assertThat(found).as("%s with seed %d", address, seed).isEqualTo(expected != null);
                if (found) {
                    assertThat(
                                    ours.read(
                                                    address.high(),
                                                    address.low(),
                                                    Records::autonomousSystem)
                                            .number())
                            .isEqualTo(expected.get("autonomous_system_number"));
                }
            }
        }
    }

    @Test
    void refusesPrefixesThatAreTooLong() {
        DatabaseWriter writer = new DatabaseWriter("Test-City", TestDatabases.BUILT, 24);
        IpAddress address = TestDatabases.address("192.0.2.0");

        assertThatThrownBy(() -> writer.put(address, 33, Map.of()))
                .hasMessage("192.0.2.0 has no prefix of 33 bits.");
    }

    @Test
    void leavesNoOtherFileBehind() throws IOException {
        TestDatabases.city("Harbour").write(directory.resolve("city.mmdb"));

        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(directory.resolve("city.mmdb"));
        }
    }

    private static String cityName(Reader reader, String address) throws IOException {
        Map<?, ?> record = reader.get(TestDatabases.inet(address), Map.class);
        return record == null ? null : new DataRecord(record).inner("city").name();
    }
}
