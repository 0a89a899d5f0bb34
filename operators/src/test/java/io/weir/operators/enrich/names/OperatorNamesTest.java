package io.weir.operators.enrich.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.codec.IpAddress;
import io.weir.codec.normalise.ApplicationId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorNamesTest {

    private static final IpAddress ROUTER = SettingKeys.address("192.0.2.1");
    private static final long HIGH = ROUTER.high();
    private static final long LOW = ROUTER.low();

    @TempDir Path directory;

    @Test
    void nothingIsNamedWithoutFiles() throws IOException {
        try (OperatorNames names = OperatorNames.open(NameFiles.NONE)) {
            assertThat(names.isServer(HIGH, LOW, 8443)).isFalse();
            assertThat(names.application(HIGH, LOW, 8443)).isNull();
            assertThat(names.interfaceName(HIGH, LOW, 3)).isNull();
            assertThat(names.samplingInterval(HIGH, LOW, 3)).isZero();
            assertThat(names.vlan(HIGH, LOW, 7)).isNull();
            assertThat(names.macVendor(0x00000c_123456L)).isNull();
        }
    }

    @Test
    void userSettingsOfElastiFlowAreReadAsTheyAre() throws IOException {
        write("applications.yml", "\"192.0.2.1:8443\": \"intranet\"\n");
        write("ifName.yml", "\"192.0.2.1::ifName.3\": \"Gi0/3\"\n");
        write("sampling_interval.yml", "\"192.0.2.1\": 512\n");
        write("app_id.srctype.yml", "\"192.0.2.1\": \"fortinet\"\n");

        try (OperatorNames names = OperatorNames.open(elastiFlowOnly())) {
            assertThat(names.isServer(HIGH, LOW, 8443)).isTrue();
            assertThat(names.application(HIGH, LOW, 8443)).isEqualTo("intranet");
            assertThat(names.interfaceName(HIGH, LOW, 3)).isEqualTo("Gi0/3");
            assertThat(names.samplingInterval(HIGH, LOW, 3)).isEqualTo(512);
        }
    }

    @Test
    void filesOfElastiFlowMayBeMissing() throws IOException {
        write("ifName.yml", "\"192.0.2.1::ifName.3\": \"Gi0/3\"\n");

        try (OperatorNames names = OperatorNames.open(elastiFlowOnly())) {
            assertThat(names.interfaceName(HIGH, LOW, 3)).isEqualTo("Gi0/3");
            assertThat(names.samplingInterval(HIGH, LOW, 3)).isZero();
        }
    }

    @Test
    void ownFilesGoBeforeThoseOfElastiFlow() throws IOException {
        write("ifName.yml", "192.0.2.1::ifName.3: old\n192.0.2.1::ifName.4: kept\n");
        String own = write("interfaces.yml", "192.0.2.1/3: new\n");
        NameFiles files = new NameFiles(null, own, null, null, null, directory.toString());

        try (OperatorNames names = OperatorNames.open(files)) {
            assertThat(names.interfaceName(HIGH, LOW, 3)).isEqualTo("new");
            assertThat(names.interfaceName(HIGH, LOW, 4)).isEqualTo("kept");
        }
    }

    @Test
    void applicationIdIsNamedByOperatorThenByRegistry() throws IOException {
        String own = write("ids.yml", "3..443: ours\nfortinet__0..41: theirs\n");
        write("app_id.srctype.yml", "192.0.2.1: fortinet\n");
        NameFiles files = new NameFiles(own, null, null, null, null, directory.toString());

        try (OperatorNames names = OperatorNames.open(files)) {
            assertThat(names.applicationOfId(HIGH, LOW, ApplicationId.of(3, 443)))
                    .isEqualTo("ours");
            assertThat(names.applicationOfId(HIGH, LOW, ApplicationId.of(3, 22))).isEqualTo("ssh");
            assertThat(names.applicationOfId(HIGH, LOW, ApplicationId.ofEnterprise(12_356, 41)))
                    .isEqualTo("theirs");
            assertThat(names.applicationOfId(0, 1, ApplicationId.of(13, 453))).isNull();
        }
    }

    @Test
    void vlansAndVendorsAreNamed() throws IOException {
        String vlans = write("vlans.yml", "7: lab\n");
        String vendors = write("oui.csv", "MA-L,00000C,\"Cisco Systems, Inc\",\n");
        NameFiles files = new NameFiles(null, null, null, vlans, vendors, null);

        try (OperatorNames names = OperatorNames.open(files)) {
            assertThat(names.vlan(HIGH, LOW, 7)).isEqualTo("lab");
            assertThat(names.macVendor(0x00000c_123456L)).isEqualTo("Cisco Systems, Inc");
        }
    }

    @Test
    void changedFileIsReadAgain() throws IOException {
        String vlans = write("vlans.yml", "7: lab\n");

        try (OperatorNames names =
                OperatorNames.open(new NameFiles(null, null, null, vlans, null, null))) {
            write("vlans.yml", "7: office\n");

            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> "office".equals(names.vlan(HIGH, LOW, 7)));
        }
    }

    @Test
    void missingFileIsAnErrorThatNamesIt() {
        NameFiles files = new NameFiles(null, null, "none.yml", null, null, null);

        assertThatThrownBy(() -> OperatorNames.open(files))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("none.yml");
    }

    @Test
    void missingDirectoryOfElastiFlowIsAnErrorThatNamesIt() {
        NameFiles files = new NameFiles(null, null, null, null, null, "none");

        assertThatThrownBy(() -> OperatorNames.open(files))
                .isInstanceOf(NotDirectoryException.class)
                .hasMessageContaining("none");
    }

    private NameFiles elastiFlowOnly() {
        return new NameFiles(null, null, null, null, null, directory.toString());
    }

    private String write(String file, String text) throws IOException {
        return Files.writeString(directory.resolve(file), text).toString();
    }
}
