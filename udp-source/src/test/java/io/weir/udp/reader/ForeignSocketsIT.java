package io.weir.udp.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.flink.testutils.logging.LoggerAuditingExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

@Timeout(60)
class ForeignSocketsIT {

    private static final InetAddress WILDCARD = new InetSocketAddress(0).getAddress();
    private static final Duration OFTEN = Duration.ofMillis(20);

    @RegisterExtension
    private final LoggerAuditingExtension watchLog =
            new LoggerAuditingExtension(ForeignSocketWatch.class, Level.WARN);

    @TempDir private Path claims;

    private final String token = UUID.randomUUID().toString();
    private int port;

    @BeforeAll
    static void needsTheKernelsSocketTable() {
        assumeTrue(
                Files.isReadable(Path.of("/proc/net/udp")),
                "The kernel's socket table is needed: /proc/net/udp");
    }

    @BeforeEach
    void findPort() throws IOException {
        port = LoopbackPorts.free();
    }

    @Test
    void refusesAPortThatAnotherProcessSharesAndNamesTheProcess() throws IOException {
        try (OtherProcess other = OtherProcess.foreign(port)) {
            for (InetAddress address : List.of(Loopback.IPV4, WILDCARD)) {
                assertThatThrownBy(() -> open(address, token, ForeignSockets.REFUSE))
                        .isInstanceOf(BindException.class)
                        .hasMessageContaining(
                                "Another program listens on UDP 127.0.0.1 port " + port)
                        .hasMessageContaining("java (process " + other.id() + ")")
                        .hasMessageContaining("stop it, or use another port");
            }
        }
        new DatagramSocket(new InetSocketAddress(Loopback.IPV4, port)).close();
        open(Loopback.IPV4, token, ForeignSockets.REFUSE).close();
    }

    @Test
    void onlyWarnsOfAnotherProcessWhereThatIsAsked() throws IOException {
        try (OtherProcess other = OtherProcess.foreign(port);
                ListeningSockets sockets = open(Loopback.IPV4, token, ForeignSockets.WARN);
                ForeignSocketWatch watch = watch(sockets)) {
            await().untilAsserted(() -> assertThat(watch.foreign()).isEqualTo(1));
            assertThat(watchLog.getMessages())
                    .singleElement()
                    .asString()
                    .contains("port " + port)
                    .contains("java (process " + other.id() + ")");
        }
    }

    @Test
    void findsAProcessThatComesLaterAndSaysSoOnceInOneReader() throws IOException {
        try (ListeningSockets first = open(Loopback.IPV4, token, ForeignSockets.REFUSE);
                ListeningSockets second = open(Loopback.IPV4, token, ForeignSockets.REFUSE);
                ForeignSocketWatch watch = watch(first);
                ForeignSocketWatch idle = watch(second)) {
            try (OtherProcess other = OtherProcess.foreign(port)) {
                await().untilAsserted(() -> assertThat(watch.foreign()).isEqualTo(1));
                assertThat(watchLog.getMessages())
                        .singleElement()
                        .asString()
                        .contains("java (process " + other.id() + ")");
            }
            await().untilAsserted(() -> assertThat(watch.foreign()).isZero());
            assertThat(idle.foreign()).isZero();
            assertThat(watchLog.getMessages()).hasSize(1);
        }
    }

    @Test
    void theNextReaderWatchesWhenTheFirstIsClosed() throws IOException {
        ListeningSockets first = open(Loopback.IPV4, token, ForeignSockets.REFUSE);
        try (ListeningSockets second = open(Loopback.IPV4, token, ForeignSockets.REFUSE);
                ForeignSocketWatch watch = watch(second);
                OtherProcess other = OtherProcess.foreign(port)) {
            assertThat(watch.foreign()).isZero();
            first.close();

            await().untilAsserted(() -> assertThat(watch.foreign()).isEqualTo(1));
            assertThat(other.id()).isPositive();
        } finally {
            first.close();
        }
    }

    @Test
    void readersOfOneSourceInOneProcessAreNotForeign() throws Exception {
        List<CompletableFuture<ListeningSockets>> opening =
                IntStream.range(0, 8)
                        .mapToObj(i -> CompletableFuture.supplyAsync(this::openUnchecked))
                        .toList();
        List<ListeningSockets> all = new ArrayList<>();
        for (CompletableFuture<ListeningSockets> sockets : opening) {
            all.add(sockets.get(30, TimeUnit.SECONDS));
        }
        for (ListeningSockets sockets : all) {
            assertThat(sockets.foreignToReport()).isEmpty();
        }
        for (ListeningSockets sockets : all) {
            sockets.close();
            sockets.releaseClaims();
        }
        try (var files = Files.list(claims)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("lock");
        }
    }

    @Test
    void readersOfOneSourceInTwoProcessesAreNotForeign() throws Exception {
        CompletableFuture<OtherProcess> starting = CompletableFuture.supplyAsync(this::startReader);
        try (ListeningSockets before = openUnchecked();
                OtherProcess other = starting.get(30, TimeUnit.SECONDS);
                ListeningSockets after = openUnchecked()) {
            assertThat(other.id()).isPositive();
            assertThat(before.foreignToReport()).isEmpty();
            assertThat(after.foreignToReport()).isEmpty();
        }
    }

    @Test
    void refusesAPortOfAnotherSourceInTheSameProcess() throws IOException {
        try (ListeningSockets other = open(Loopback.IPV4, "other", ForeignSockets.REFUSE)) {
            assertThat(other.all()).hasSize(1);
            assertThatThrownBy(() -> open(Loopback.IPV4, token, ForeignSockets.REFUSE))
                    .isInstanceOf(BindException.class)
                    .hasMessageContaining(
                            "java (process " + ProcessHandle.current().pid() + ", this one)");
        }
    }

    @Test
    void leavesSocketsThatReceiveFromOneSenderOnlyAlone() throws IOException {
        try (ListeningSockets first = open(Loopback.IPV4, token, ForeignSockets.REFUSE);
                DatagramSocket connected = new DatagramSocket(null)) {
            connected.setOption(java.net.StandardSocketOptions.SO_REUSEPORT, true);
            connected.bind(new InetSocketAddress(Loopback.IPV4, port));
            assertThat(first.foreignToReport()).hasSize(1);

            connected.connect(new InetSocketAddress(Loopback.IPV4, 9));

            assertThat(first.foreignToReport()).isEmpty();
        }
    }

    private OtherProcess startReader() {
        try {
            return OtherProcess.reader(port, token, claims);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private ListeningSockets openUnchecked() {
        try {
            return open(Loopback.IPV4, token, ForeignSockets.REFUSE);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private ListeningSockets open(InetAddress address, String source, ForeignSockets policy)
            throws IOException {
        return ListeningSockets.open(
                List.of(new Endpoint("netflow", new InetSocketAddress(address, port))),
                128 << 10,
                policy,
                PortOwnership.of(Path.of("/proc"), claims, source));
    }

    private static ForeignSocketWatch watch(ListeningSockets sockets) {
        return ForeignSocketWatch.start(sockets, "watch", OFTEN);
    }
}
