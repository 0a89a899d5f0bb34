package io.weir.job.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class UdpPortCheckTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final UdpPortHolders HOLDERS = new UdpPortHolders(Path.of("/proc"));

    @Test
    void findsAFreePort() throws IOException {
        int port;
        try (DatagramChannel channel = bound()) {
            port = portOf(channel);
        }

        assertThat(new UdpPortCheck(LOOPBACK, port, HOLDERS).perform())
                .isEqualTo(Finding.ok("UDP 127.0.0.1 port " + port, "free."));
    }

    @Test
    void namesTheProcessThatSharesThePort() throws IOException {
        assumeThat(Path.of("/proc/net/udp")).as("the kernel's socket table").exists();
        try (DatagramChannel channel = bound()) {
            Finding finding = new UdpPortCheck(LOOPBACK, portOf(channel), HOLDERS).perform();

            assertThat(finding.isFailure()).isTrue();
            assertThat(finding.detail())
                    .contains("(process " + ProcessHandle.current().pid() + ")")
                    .endsWith("stop it or change listen.ports.");
        }
    }

    @Test
    void saysThatAnAddressIsNotLocal() throws IOException {
        InetAddress documentation = InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1});

        assertThat(new UdpPortCheck(documentation, 40_000, HOLDERS).perform().detail())
                .contains("no interface has this address; set listen.address");
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
