package io.weir.job.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.weir.udp.ForeignSockets;
import io.weir.udp.Listener;
import io.weir.udp.kernel.SocketHolders;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class UdpPortCheckTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final SocketHolders HOLDERS = SocketHolders.ofSystem();

    @Test
    void findsAFreePort() throws IOException {
        int port;
        try (DatagramChannel channel = bound()) {
            port = portOf(channel);
        }

        assertThat(check(LOOPBACK, port, ForeignSockets.REFUSE).perform())
                .isEqualTo(Finding.ok("UDP 127.0.0.1 port " + port + " (netflow)", "free."));
    }

    @Test
    void namesTheProcessThatSharesThePort() throws IOException {
        assumeThat(Path.of("/proc/net/udp")).as("the kernel's socket table").exists();
        try (DatagramChannel channel = bound()) {
            Finding finding = check(LOOPBACK, portOf(channel), ForeignSockets.REFUSE).perform();

            assertThat(finding.isFailure()).isTrue();
            assertThat(finding.detail())
                    .contains("(process " + ProcessHandle.current().pid() + ", this one)")
                    .endsWith("stop it or change listen.udp.");
        }
    }

    @Test
    void onlyWarnsOfASharedPortWhereThatIsAllowed() throws IOException {
        assumeThat(Path.of("/proc/net/udp")).as("the kernel's socket table").exists();
        try (DatagramChannel channel = bound()) {
            Finding finding = check(LOOPBACK, portOf(channel), ForeignSockets.WARN).perform();

            assertThat(finding.status()).isEqualTo(Finding.Status.WARNING);
            assertThat(finding.detail())
                    .contains("(process " + ProcessHandle.current().pid() + ", this one)");
        }
    }

    @Test
    void failsOnAPortThatCannotBeSharedEvenWhereThatIsAllowed() throws IOException {
        try (DatagramSocket other = new DatagramSocket(0, LOOPBACK)) {
            Finding finding = check(LOOPBACK, other.getLocalPort(), ForeignSockets.WARN).perform();

            assertThat(finding.isFailure()).isTrue();
        }
    }

    @Test
    void saysThatAnAddressIsNotLocal() throws IOException {
        InetAddress documentation = InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1});

        assertThat(check(documentation, 40_000, ForeignSockets.WARN).perform().detail())
                .contains("no interface has this address; set listen.address");
    }

    private static UdpPortCheck check(InetAddress address, int port, ForeignSockets foreign) {
        return new UdpPortCheck(address, new Listener("netflow", port), foreign, HOLDERS);
    }

    private static DatagramChannel bound() throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
        return channel.bind(new InetSocketAddress(LOOPBACK, 0));
    }

    private static int portOf(DatagramChannel channel) throws IOException {
        return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }
}
