package io.weir.job.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SoftflowdIT {

    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    private static final int V5_HEADER = 24;
    private static final int V5_RECORD = 48;

    @TempDir Path folder;

    @BeforeAll
    static void needsSoftflowd() {
        assumeTrue(
                Softflowd.isInstalled(),
                "" + Softflowd.PROGRAM + " (Debian package softflowd) is not installed");
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 9, 10})
    void exportsWhatItReports(int version) throws Exception {
        Path capture = folder.resolve("traffic.pcap");
        TrafficCapture traffic = TrafficCapture.ordinary(1, START);
        traffic.write(capture);
        try (DatagramSocket collector = collector()) {
            SoftflowdReport report =
                    Softflowd.export(capture, version, collector.getLocalPort(), folder);
            List<ByteBuffer> datagrams = receive(collector, report.datagrams());
            assertThat(datagrams)
                    .allSatisfy(d -> assertThat(d.getShort(0)).isEqualTo((short) version));
            assertThat(report.failures()).isZero();
            assertThat(report.packets()).isEqualTo(traffic.packets()).isGreaterThan(1500);
            assertThat(report.flows()).hasSizeGreaterThanOrEqualTo(60);
            assertThat(report.flows()).hasSize((int) report.records());
            if (version == 5) {
                checkRecordsOfV5(datagrams, report.flows());
            } else {
                assertThat(report.flows().stream().mapToLong(ReportedFlow::packets).sum())
                        .isEqualTo(traffic.packets());
            }
        }
    }

    @Test
    void reportsTheSynScanAndTheUnreachables() throws Exception {
        Path capture = folder.resolve("attacks.pcap");
        TrafficCapture.ordinary(1, START).withSynScan().withIcmpUnreachableBurst().write(capture);
        try (DatagramSocket collector = collector()) {
            SoftflowdReport report = Softflowd.export(capture, 9, collector.getLocalPort(), folder);
            assertThat(report.flows())
                    .filteredOn(flow -> flow.source().equals(TrafficCapture.SCANNER))
                    .hasSize(TrafficCapture.SCANNED_HOSTS)
                    .allSatisfy(flow -> assertThat(flow.packets()).isEqualTo(1))
                    .allSatisfy(
                            flow ->
                                    assertThat(flow.destinationPort())
                                            .isEqualTo(TrafficCapture.SCANNED_PORT));
            assertThat(report.flows())
                    .filteredOn(
                            flow -> flow.destination().equals(TrafficCapture.UNREACHABLE_TARGET))
                    .hasSize(TrafficCapture.UNREACHABLE_HOSTS)
                    .allSatisfy(flow -> assertThat(flow.destinationPort()).isEqualTo(0x0303))
                    .allSatisfy(flow -> assertThat(flow.packets()).isEqualTo(3));
        }
    }

    @Test
    void writesTheSameTrafficForTheSameSeed() throws IOException {
        Path one = folder.resolve("one.pcap");
        Path two = folder.resolve("two.pcap");
        TrafficCapture.ordinary(7, START).write(one);
        TrafficCapture.ordinary(7, START).write(two);
        assertThat(one).hasSameBinaryContentAs(two);
        assertThat(Files.size(one)).isGreaterThan(100_000);
    }

    private static void checkRecordsOfV5(List<ByteBuffer> datagrams, List<ReportedFlow> flows) {
        List<String> exported = new ArrayList<>();
        for (ByteBuffer datagram : datagrams) {
            for (int i = 0; i < datagram.getShort(2); i++) {
                int at = V5_HEADER + i * V5_RECORD;
                exported.add(
                        row(
                                0xffff_0000_0000L | Integer.toUnsignedLong(datagram.getInt(at)),
                                datagram.getShort(at + 32) & 0xffff,
                                datagram.getShort(at + 34) & 0xffff,
                                datagram.getInt(at + 16),
                                datagram.getInt(at + 20)));
            }
        }
        assertThat(exported)
                .containsExactlyInAnyOrderElementsOf(
                        flows.stream()
                                .map(
                                        flow ->
                                                row(
                                                        flow.source().low(),
                                                        flow.sourcePort(),
                                                        flow.destinationPort(),
                                                        flow.packets(),
                                                        flow.octets()))
                                .toList());
    }

    private static String row(
            long source, int sourcePort, int destinationPort, long packets, long octets) {
        return Long.toHexString(source)
                + " "
                + sourcePort
                + " "
                + destinationPort
                + " "
                + packets
                + " "
                + octets;
    }

    private static DatagramSocket collector() throws IOException {
        DatagramSocket socket =
                new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static List<ByteBuffer> receive(DatagramSocket collector, long count)
            throws IOException {
        List<ByteBuffer> datagrams = new ArrayList<>();
        while (datagrams.size() < count) {
            DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
            collector.receive(packet);
            datagrams.add(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
        }
        return datagrams;
    }
}
