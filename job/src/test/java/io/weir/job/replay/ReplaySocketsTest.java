package io.weir.job.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weir.codec.IpAddress;
import io.weir.testing.FreeUdpPort;
import io.weir.udp.Datagram;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ReplaySocketsTest {

    private final List<SentAs> opened = new ArrayList<>();

    @Test
    void sendsEachExporterFromALoopbackAddressOfItsOwn() throws IOException {
        try (DatagramSocket collector = new DatagramSocket(0, ipv4Loopback());
                ReplaySockets sockets = new ReplaySockets(address(collector), opened::add)) {
            assertThat(sockets.send(from(0x0a01_0203, 1000))).isTrue();
            assertThat(received(collector)).startsWith("127.1.2.3:");
            assertThat(sockets.send(from(0x0a01_0204, 1000))).isTrue();
            assertThat(received(collector)).startsWith("127.1.2.4:");
        }
        assertThat(opened)
                .extracting(SentAs::exporter)
                .containsExactly(IpAddress.ofIpv4(0x0a01_0203), IpAddress.ofIpv4(0x0a01_0204));
    }

    @Test
    void keepsOneSocketForAnAddressAndPort() throws IOException {
        try (DatagramSocket collector = new DatagramSocket(0, ipv4Loopback());
                ReplaySockets sockets = new ReplaySockets(address(collector), opened::add)) {
            sockets.send(from(0x0a01_0203, 1000));
            String first = received(collector);
            sockets.send(from(0x0a01_0203, 2000));
            String otherPort = received(collector);
            sockets.send(from(0x0a01_0203, 1000));
            assertThat(received(collector)).isEqualTo(first).isNotEqualTo(otherPort);
        }
        assertThat(opened).extracting(SentAs::port).containsExactly(1000, 2000);
    }

    @Test
    void tellsExportersApartByPortWhereAddressesAreNotToHave() throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new IpAddress(0, 1).toBytes());
        try (DatagramSocket collector = bound(loopback);
                ReplaySockets sockets = new ReplaySockets(address(collector), opened::add)) {
            sockets.send(from(0x0a01_0203, 1000));
            String first = received(collector);
            sockets.send(from(0x0a01_0204, 1000));
            assertThat(received(collector)).isNotEqualTo(first);
        }
        assertThat(opened)
                .extracting(sentAs -> sentAs.source().getAddress())
                .containsOnly(loopback);
    }

    @Test
    void reopensTheSocketThatWasLongestUnused() throws IOException {
        try (DatagramSocket collector = new DatagramSocket(0, ipv4Loopback());
                ReplaySockets sockets = new ReplaySockets(address(collector), opened::add)) {
            for (int exporter = 0; exporter <= ReplaySockets.MAX_SOCKETS; exporter++) {
                assertThat(sockets.send(from(0x0a01_0001 + exporter, 1000))).isTrue();
            }
            assertThat(sockets.send(from(0x0a01_0001, 1000))).isTrue();
        }
        assertThat(opened)
                .hasSize(ReplaySockets.MAX_SOCKETS + 2)
                .last()
                .satisfies(
                        again ->
                                assertThat(again.source().getAddress())
                                        .isEqualTo(opened.get(0).source().getAddress()));
    }

    @Test
    void saysThatNobodyListens() throws IOException {
        InetSocketAddress nobody = new InetSocketAddress(ipv4Loopback(), FreeUdpPort.find());
        try (ReplaySockets sockets = new ReplaySockets(nobody, opened::add)) {
            boolean taken = true;
            for (int i = 0; taken && i < 1000; i++) {
                taken = sockets.send(from(0x0a01_0203, 1000));
            }
            assertThat(taken).isFalse();
            assertThat(sockets.lastRefusal()).isNotEmpty();
        }
    }

    private static DatagramSocket bound(InetAddress address) throws IOException {
        try {
            return new DatagramSocket(0, address);
        } catch (SocketException e) {
            assumeTrue(false, "there is no IPv6 here: " + e.getMessage());
            throw e;
        }
    }

    private static InetAddress ipv4Loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    private static InetSocketAddress address(DatagramSocket socket) {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    private static String received(DatagramSocket collector) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[10], 10);
        collector.receive(packet);
        assertThat(packet.getLength()).isEqualTo(3);
        return packet.getAddress().getHostAddress() + ":" + packet.getPort();
    }

    private static Datagram from(int address, int port) {
        IpAddress exporter = IpAddress.ofIpv4(address);
        return new Datagram(0, exporter.high(), exporter.low(), port, new byte[] {1, 2, 3});
    }
}
