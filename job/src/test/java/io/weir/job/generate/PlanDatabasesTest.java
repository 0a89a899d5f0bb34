package io.weir.job.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.maxmind.db.Reader;
import io.weir.codec.IpAddress;
import io.weir.operators.enrich.geo.GeoDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanDatabasesTest {

    private static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir Path folder;

    @BeforeEach
    void write() throws IOException {
        PlanDatabases.write(folder, BUILT);
    }

    @Test
    void givesEachHostOfTheInternetItsSystemAndAPlace() {
        try (GeoDatabase geo = open()) {
            for (boolean ipv6 : new boolean[] {false, true}) {
                for (int rank = 0; rank < AddressPlan.SERVICES; rank++) {
                    assertKnown(geo, AddressPlan.service(rank, ipv6));
                }
            }
            for (int number = 0; number < AddressPlan.OTHERS; number += 97) {
                assertKnown(geo, AddressPlan.other(number));
            }
            assertKnown(geo, AddressPlan.HORIZONTAL_SCANNER);
            assertKnown(geo, AddressPlan.PASSWORD_GUESSER);
        }
    }

    @Test
    void knowsNothingOfPrivateAddresses() {
        try (GeoDatabase geo = open()) {
            IpAddress client = AddressPlan.client(0, 0, false).address();
            geo.seek(client.high(), client.low());

            assertThat(geo.placeId()).isZero();
            assertThat(geo.autonomousSystemId()).isZero();
        }
    }

    @Test
    void isReadByMaxMindsReader() throws IOException {
        try (Reader reader = new Reader(folder.resolve(PlanDatabases.ASN_FILE).toFile())) {
            Map<?, ?> record = reader.get(InetAddress.getByName("203.0.113.66"), Map.class);

            assertThat(record.get("autonomous_system_number")).isEqualTo(64510L);
            assertThat(reader.getMetadata().buildTime()).isEqualTo(BUILT);
        }
    }

    private GeoDatabase open() {
        return GeoDatabase.open(
                folder.resolve(PlanDatabases.CITY_FILE), folder.resolve(PlanDatabases.ASN_FILE));
    }

    private static void assertKnown(GeoDatabase geo, Host host) {
        geo.seek(host.address().high(), host.address().low());
        assertThat(geo.autonomousSystemNumber())
                .as("%s", host.address())
                .isEqualTo(host.autonomousSystem());
        assertThat(geo.place(geo.placeId()).countryCode()).startsWith("X");
    }
}
