package io.weir.job.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.codec.flow.ExportProtocol;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulationTest {

    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final SimulationOptions ALL = SimulationOptions.defaults().withScenario("all");

    @TempDir private Path folder;

    @Test
    void sendsFromAnAddressPerExporter() throws Exception {
        try (DatagramSocket collector = collector();
                Simulation simulation =
                        Simulation.start(
                                ALL.withDuration(Duration.ofMillis(500)), address(collector))) {
            Set<String> sources = new TreeSet<>();
            assertThat(simulation.awaitFinished(LONG)).isTrue();
            int received = receiveAll(collector, sources);

            assertThat(received).isEqualTo((int) simulation.datagramsSent()).isPositive();
            assertThat(sources).containsExactly("127.0.1.1", "127.0.1.2", "127.0.1.3");
            assertThat(simulation.totals().errors()).isZero();
            for (ExportProtocol protocol : SimulationOptions.PROTOCOLS) {
                assertThat(simulation.totals(protocol).flows()).isPositive();
            }
        }
    }

    @Test
    void countsRefusedDatagramsAndGoesOn() throws Exception {
        InetSocketAddress nobody;
        try (DatagramSocket socket = collector()) {
            nobody = address(socket);
        }
        try (Simulation simulation = Simulation.start(ALL, nobody)) {
            Awaitility.await().until(() -> simulation.totals().errors() > 2);

            assertThat(simulation.lastRefusal()).isNotEmpty();
            assertThat(simulation.awaitFinished(Duration.ofMillis(1))).isFalse();
        }
    }

    @Test
    void sendsWithoutEndUntilStopped() throws Exception {
        try (DatagramSocket collector = collector();
                Simulation simulation = Simulation.start(ALL, address(collector))) {
            Awaitility.await().until(() -> simulation.flowsSent() > 100);
            assertThat(simulation.awaitFinished(Duration.ofMillis(1))).isFalse();

            simulation.stop();

            assertThat(simulation.awaitFinished(LONG)).isTrue();
        }
    }

    @Test
    void writesTheSameCaptureForTheSameSeedAndStart() throws Exception {
        SimulationOptions options = ALL.withDuration(Duration.ofSeconds(5));
        Path first = folder.resolve("first.pcap");
        Path second = folder.resolve("second.pcap");

        SimulationTotals totals = Simulation.write(options, START, first);
        Simulation.write(options, START, second);

        assertThat(totals.flows()).isBetween(5_000L, 5_001L);
        assertThat(Files.size(first)).isGreaterThan(totals.bytes());
        assertThat(second).hasSameBinaryContentAs(first);
    }

    @Test
    void needsAnEndForACapture() {
        assertThatThrownBy(() -> Simulation.write(ALL, START, folder.resolve("endless.pcap")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("duration");
    }

    @Test
    void refusesOptionsOutOfRange() {
        assertThatThrownBy(() -> ALL.withExporters(2)).hasMessageContaining("3 to 4000, not 2");
        assertThatThrownBy(() -> ALL.withFlowsPerSecond(0)).hasMessageContaining("not 0");
        assertThatThrownBy(() -> ALL.withScenario("none")).hasMessageContaining("syn-scan");
        assertThatThrownBy(() -> ALL.withDuration(Duration.ZERO)).hasMessageContaining("PT0S");
    }

    private static DatagramSocket collector() throws IOException {
        return new DatagramSocket(0, InetAddress.getLoopbackAddress());
    }

    private static InetSocketAddress address(DatagramSocket socket) {
        return new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
    }

    /** What waits in the socket's buffer, which holds the half second of the test. */
    private static int receiveAll(DatagramSocket socket, Set<String> sources) throws IOException {
        socket.setSoTimeout(50);
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        int received = 0;
        try {
            while (true) {
                socket.receive(packet);
                sources.add(packet.getAddress().getHostAddress());
                received++;
            }
        } catch (SocketTimeoutException drained) {
            return received;
        }
    }
}
