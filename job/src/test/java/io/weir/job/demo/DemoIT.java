package io.weir.job.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.job.end2end.Launcher;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./weir demo} as users run it. */
@Timeout(240)
class DemoIT {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @TempDir private Path folder;

    @Test
    void showsEverythingAndLeavesNothingBehind() throws Exception {
        try (Launcher weir = Launcher.start(folder, demo("--duration", "10s"))) {
            weir.awaitMessage("The job listens");

            assertThat(weir.awaitExit()).as(weir.err()).isZero();

            assertThat(weir.err())
                    .containsPattern("ipfix=[1-9]")
                    .containsPattern("netflow_v5=[1-9]")
                    .containsPattern("netflow_v9=[1-9]")
                    .containsPattern("Top-N documents: [1-9]")
                    .containsPattern("syn-scan-horizontal=1\\b")
                    .containsPattern("syn-scan-vertical=1\\b")
                    .containsPattern("icmp-unreachable=1\\b")
                    .doesNotContain("NOT COMPLETE");
            assertBalanceCloses(weir.out());
            assertNothingIsLeftOf(weir);
        }
    }

    @Test
    void stopsInOrderOnCtrlC() throws Exception {
        try (Launcher weir = Launcher.start(folder, demo())) {
            weir.awaitMessage("flows/s");

            weir.interrupt();

            assertThat(weir.awaitExit()).as(weir.err()).isZero();
            assertThat(weir.err())
                    .contains("Stopping: closing windows and writing what is left.")
                    .doesNotContain("NOT COMPLETE", "\tat ");
            assertBalanceCloses(weir.out());
            assertNothingIsLeftOf(weir);
        }
    }

    private static void assertBalanceCloses(String out) throws IOException {
        assertThat(out).hasLineCount(1);
        JsonNode balance = new ObjectMapper().readTree(out);
        assertThat(balance.path("type").asText()).isEqualTo("balance");
        JsonNode datagrams = balance.path("datagrams");
        assertThat(datagrams.path("received").asLong()).isPositive();
        assertThat(balance.path("sent").asLong())
                .isEqualTo(
                        datagrams.path("received").asLong()
                                + datagrams.path("dropped_by_kernel").asLong());
        assertThat(datagrams.path("unexplained").asLong()).isZero();
        assertThat(datagrams.path("malformed")).isEmpty();
        assertThat(balance.at("/written/flows").asLong())
                .isEqualTo(balance.at("/records/flows").asLong());
    }

    private static void assertNothingIsLeftOf(Launcher weir) {
        assertThat(weir.children()).as("Elasticsearch ran").isNotEmpty();
        assertThat(weir.children()).noneMatch(ProcessHandle::isAlive);
    }

    private static List<String> demo(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("demo"));
        try (DatagramSocket udp = new DatagramSocket(0, LOOPBACK);
                ServerSocket http = new ServerSocket(0, 1, LOOPBACK);
                ServerSocket transport = new ServerSocket(0, 1, LOOPBACK)) {
            arguments.addAll(List.of("--udp-port", "" + udp.getLocalPort()));
            arguments.addAll(List.of("--http-port", "" + http.getLocalPort()));
            arguments.addAll(List.of("--transport-port", "" + transport.getLocalPort()));
        }
        arguments.addAll(List.of(more));
        return arguments;
    }
}
