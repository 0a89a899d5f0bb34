package io.weir.udp.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weir.udp.ForeignSockets;
import io.weir.udp.Loopback;
import io.weir.udp.LoopbackPorts;
import io.weir.udp.kernel.PortOwnership;
import io.weir.udp.split.Endpoint;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListeningSocketsIT {

    private static final int BUFFER_BYTES = 128 << 10;
    private static final String TOKEN = UUID.randomUUID().toString();

    @Test
    void countsKernelDropsOfItsOwnSocketsOnly() throws IOException {
        assumeTrue(
                Files.isReadable(Path.of("/proc/net/udp")),
                "The kernel's socket table is needed: /proc/net/udp");
        int port = LoopbackPorts.free();
        try (ListeningSockets first = open(Loopback.IPV4, port);
                ListeningSockets second = open(Loopback.IPV4, port)) {
            int sent = 3000;

            // One source port: the kernel gives all to one of the two, and nobody reads.
            LoopbackPorts.send(Loopback.IPV4, port, Collections.nCopies(sent, "x".repeat(1000)));

            List<Long> drops = List.of(first.droppedByKernel(), second.droppedByKernel());
            assertThat(drops).contains(0L);
            assertThat(Collections.max(drops)).isBetween(1L, (long) sent);
        }
    }

    @Test
    void doesNotKnowDropsWithoutTheKernelsTable(@TempDir Path proc) throws IOException {
        PortOwnership ownership = PortOwnership.of(proc, proc.resolve("claims"), TOKEN);
        try (ListeningSockets sockets =
                open(ownership, endpoint(Loopback.IPV4, LoopbackPorts.free()))) {
            assertThat(sockets.droppedByKernel()).isEqualTo(ListeningSockets.UNKNOWN_DROPS);
        }
    }

    @Test
    void tellsTheGrantedReceiveBuffer() throws IOException {
        try (ListeningSockets sockets = open(Loopback.IPV4, LoopbackPorts.free())) {
            assertThat(sockets.receiveBufferBytes()).isEqualTo(BUFFER_BYTES);
        }
    }

    @Test
    void namesAddressPortAndCureWhenThePortIsTaken() throws IOException {
        try (DatagramSocket other = new DatagramSocket(new InetSocketAddress(Loopback.IPV4, 0))) {
            int port = other.getLocalPort();

            assertThatThrownBy(() -> open(Loopback.IPV4, port))
                    .isInstanceOf(BindException.class)
                    .hasMessageStartingWith("Cannot listen on UDP 127.0.0.1 port " + port)
                    .hasMessageContaining("for listener on-" + port)
                    .hasMessageContaining(
                            "(process " + ProcessHandle.current().pid() + ", this one)");
        }
    }

    @Test
    void namesTheCureWhenTheAddressIsNotOfThisHost() throws IOException {
        InetAddress documentation = InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1});
        int port = LoopbackPorts.free();

        assertThatThrownBy(() -> open(documentation, port))
                .isInstanceOf(BindException.class)
                .hasMessageStartingWith("Cannot listen on UDP 192.0.2.1 port " + port)
                .hasMessageContaining("No interface of this host has that address");
    }

    @Test
    void freesThePortsItHadOpenedWhenOneCannotBe() throws IOException {
        int port = LoopbackPorts.free();
        try (DatagramSocket other = new DatagramSocket(new InetSocketAddress(Loopback.IPV4, 0))) {
            assertThatThrownBy(
                            () ->
                                    open(
                                            PortOwnership.ofSystem(TOKEN),
                                            endpoint(Loopback.IPV4, port),
                                            endpoint(Loopback.IPV4, other.getLocalPort())))
                    .isInstanceOf(BindException.class);

            new DatagramSocket(new InetSocketAddress(Loopback.IPV4, port)).close();
        }
    }

    private static ListeningSockets open(InetAddress address, int port) throws IOException {
        return open(PortOwnership.ofSystem(TOKEN), endpoint(address, port));
    }

    private static ListeningSockets open(PortOwnership ownership, Endpoint... endpoints)
            throws IOException {
        return ListeningSockets.open(
                List.of(endpoints), BUFFER_BYTES, ForeignSockets.REFUSE, ownership);
    }

    private static Endpoint endpoint(InetAddress address, int port) {
        return new Endpoint("on-" + port, new InetSocketAddress(address, port));
    }
}
