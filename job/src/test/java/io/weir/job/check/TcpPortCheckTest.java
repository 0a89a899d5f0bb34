package io.weir.job.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.udp.Listener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardSocketOptions;
import org.junit.jupiter.api.Test;

class TcpPortCheckTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @Test
    void findsAFreePort() throws IOException {
        int port;
        try (ServerSocket socket = shared()) {
            port = socket.getLocalPort();
        }

        assertThat(new TcpPortCheck(LOOPBACK, new Listener("edge", port)).perform())
                .isEqualTo(Finding.ok("TCP 127.0.0.1 port " + port + " (edge)", "free."));
    }

    @Test
    void findsThatAPortWouldBeShared() throws IOException {
        try (ServerSocket socket = shared()) {
            Finding finding =
                    new TcpPortCheck(LOOPBACK, new Listener("edge", socket.getLocalPort()))
                            .perform();

            assertThat(finding.isFailure()).isTrue();
            assertThat(finding.detail()).contains("ss -ltnp").contains("change tcp.ports");
        }
    }

    private static ServerSocket shared() throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setOption(StandardSocketOptions.SO_REUSEPORT, true);
        socket.bind(new InetSocketAddress(LOOPBACK, 0));
        return socket;
    }
}
