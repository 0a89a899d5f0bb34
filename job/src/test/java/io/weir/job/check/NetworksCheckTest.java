package io.weir.job.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworksCheckTest {

    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void writeNetworks() throws IOException {
        file = folder.resolve("networks.csv");
        Files.writeString(file, "prefix,name\n10.1.0.0/16,guests\n10.2.0.0/16,servers\n");
    }

    @Test
    void isContentWhereAllNamesAreThere() {
        assertThat(new NetworksCheck(file, Set.of("servers", "guests")).perform())
                .isEqualTo(Finding.ok("networks.file " + file, "2 entries."));
    }

    @Test
    void warnsOfNamesThatNoNetworkHas() {
        assertThat(new NetworksCheck(file, Set.of("server", "guests", "lab")).perform())
                .isEqualTo(
                        Finding.warning(
                                "networks.file " + file,
                                "2 entries. No network has the name 'lab', or 'server' of"
                                        + " detections.by-network; there are guests, servers."));
    }

    @Test
    void saysOfNoNamesWhereTheFileIsMissing() {
        Finding finding = new NetworksCheck(folder.resolve("none.csv"), Set.of("lab")).perform();

        assertThat(finding.isFailure()).isTrue();
        assertThat(finding.detail()).doesNotContain("lab");
    }
}
