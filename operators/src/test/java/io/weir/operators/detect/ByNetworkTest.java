package io.weir.operators.detect;

import static io.weir.operators.Flows.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.codec.IpAddress;
import io.weir.operators.enrich.file.FileWatch;
import io.weir.operators.enrich.networks.NetworksSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ByNetworkTest {

    private static final IpAddress HOST = address("10.1.0.66");

    @TempDir private Path folder;

    @Test
    void theLongestPrefixDecides() throws IOException {
        ByNetwork<String> values =
                open("10.0.0.0/8,all", "10.1.0.0/16,guests", "2001:db8::/32,guests");

        assertThat(values.of(address("10.1.0.66"))).isEqualTo("strict");
        assertThat(values.of(address("2001:db8::66"))).isEqualTo("strict");
        assertThat(values.of(address("10.2.0.66"))).isEqualTo("loose");
        assertThat(values.of(address("192.0.2.66"))).isEqualTo("elsewhere");
        values.close();
    }

    @Test
    void aNetworkWithoutANameIsElsewhere() throws IOException {
        ByNetwork<String> values = open("10.0.0.0/8,all", "10.1.0.0/16,");

        assertThat(values.of(HOST)).isEqualTo("elsewhere");
        values.close();
    }

    @Test
    void aNetworkMayHaveNothing() throws IOException {
        write("10.1.0.0/16,guests");
        Map<String, String> nothing = new HashMap<>();
        nothing.put("guests", null);
        ByNetwork<String> values = ByNetwork.of("elsewhere", nothing, source());
        values.open();

        assertThat(values.of(HOST)).isNull();
        assertThat(values.all()).containsExactly("elsewhere");
        values.close();
    }

    @Test
    void whatChangesInTheFileShowsWhileItIsOpen() throws IOException {
        ByNetwork<String> values = open("10.1.0.0/16,guests");
        assertThat(values.of(HOST)).isEqualTo("strict");

        write("10.9.0.0/16,guests", "10.1.0.0/16,all");
        await().until(() -> values.of(HOST).equals("loose"));

        assertThat(values.of(address("10.9.0.66"))).isEqualTo("strict");
        values.close();
    }

    private ByNetwork<String> open(String... networks) throws IOException {
        write(networks);
        ByNetwork<String> values =
                ByNetwork.of("elsewhere", Map.of("guests", "strict", "all", "loose"), source());
        values.open(new FileWatch(Duration.ofMillis(5)));
        return values;
    }

    private NetworksSource source() {
        return new NetworksSource(folder.resolve("networks.csv").toString(), List.of());
    }

    private void write(String... networks) throws IOException {
        Files.writeString(
                folder.resolve("networks.csv"),
                "prefix,name\n" + String.join("\n", networks) + "\n");
    }
}
