package io.weir.udp.reader;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weir.receive.CollectingOutput;
import io.weir.receive.ManualClock;
import io.weir.receive.TestReaderContext;
import io.weir.udp.AllowList;
import io.weir.udp.Datagram;
import io.weir.udp.Datagrams;
import io.weir.udp.ForeignSockets;
import io.weir.udp.Loopback;
import io.weir.udp.LoopbackPorts;
import io.weir.udp.kernel.KernelUdpTable;
import io.weir.udp.split.Endpoint;
import io.weir.udp.split.UdpSplit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.testutils.logging.LoggerAuditingExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.event.Level;

@Timeout(60)
class UdpReaderIT {

    private static final InetAddress WILDCARD = new InetSocketAddress(0).getAddress();

    /** Less than what the kernel grants at most unless it is told otherwise, 208 KiB. */
    private static final int RECEIVE_BUFFER_BYTES = 128 << 10;

    @RegisterExtension
    private final LoggerAuditingExtension receiverLog =
            new LoggerAuditingExtension(UdpReceiver.class, Level.WARN);

    private static final UdpReaderOptions OPTIONS =
            options(Duration.ofSeconds(1), AllowList.EVERYBODY);

    private TestReaderContext context = new TestReaderContext();
    private final CollectingOutput output = new CollectingOutput();
    private final ManualClock clock = new ManualClock(1_000_000);
    private UdpReader reader = new UdpReader(context, OPTIONS, clock);

    @AfterEach
    void closeReader() {
        reader.close();
    }

    @Test
    void emitsWhatComesOnAnyPortWithReceiveTimeAndSender() throws Exception {
        int first = LoopbackPorts.free();
        int second = LoopbackPorts.free();
        listen(Loopback.IPV4, first, second);

        LoopbackPorts.send(Loopback.IPV4, first, List.of("a", ""));
        LoopbackPorts.send(Loopback.IPV4, second, List.of("x".repeat(65_507)));
        pollUntilEmitted(3);

        assertThat(output.texts()).containsExactlyInAnyOrder("a", "", "x".repeat(65_507));
        assertThat(output.timestamps()).containsOnly(1_000_000L);
        assertThat(output.datagrams())
                .allSatisfy(
                        datagram -> {
                            assertThat(datagram.sourceHigh()).isZero();
                            assertThat(datagram.sourceLow()).isEqualTo(0xffff_7f00_0001L);
                            assertThat(datagram.sourcePort()).isPositive();
                        });
        assertThat(context.counter("datagramsReceived")).isEqualTo(3);
        assertThat(context.counter("bytesReceived")).isEqualTo(65_508);
    }

    @Test
    void countsWhatItDropsWhenTheQueueIsFull() throws Exception {
        int port = LoopbackPorts.free();
        listen(Loopback.IPV4, port);
        int sent = 300; // of 1080 bytes each in a queue of 128 KiB

        LoopbackPorts.sendAsReceived(
                Loopback.IPV4,
                port,
                Collections.nCopies(sent, "x".repeat(1000)),
                () -> context.counter("datagramsReceived"));

        long fitting = (128 << 10) / 1080;
        LoopbackPorts.awaitCount( // the last one is counted as received before it is dropped
                () -> context.counter("exporter", "127.0.0.1", "datagramsDroppedQueueFull"),
                sent - fitting);
        assertThat(context.counter("datagramsDroppedQueueFull")).isEqualTo(sent - fitting);
        assertThat(context.gauge("queueDatagrams")).isEqualTo(fitting);
        assertThat(context.gauge("queueBytes")).isEqualTo(fitting * 1080);
        pollUntilEmitted((int) fitting);
        assertThat(reader.pollNext(output)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
    }

    @Test
    void countsPerListener() throws Exception {
        int first = LoopbackPorts.free();
        int second = LoopbackPorts.free();
        listen(Loopback.IPV4, first, second);

        LoopbackPorts.send(Loopback.IPV4, first, List.of("a", "bb"));
        LoopbackPorts.send(Loopback.IPV4, second, List.of("ccc"));
        pollUntilEmitted(3);

        assertThat(context.counter("listener", "on-" + first, "datagramsReceived")).isEqualTo(2);
        assertThat(context.counter("listener", "on-" + first, "bytesReceived")).isEqualTo(3);
        assertThat(context.counter("listener", "on-" + second, "datagramsReceived")).isEqualTo(1);
        assertThat(context.counter("listener", "on-" + second, "bytesReceived")).isEqualTo(3);
        assertThat(context.gauge("listener", "on-" + first, "receiveBufferBytes"))
                .isEqualTo(RECEIVE_BUFFER_BYTES);
        assertThat(context.gauge("listener", "on-" + first, "datagramsDroppedByKernel"))
                .isEqualTo(context.gauge("datagramsDroppedByKernel"));
    }

    @Test
    void takesAllowedSendersOnly() throws Exception {
        int port = LoopbackPorts.free();
        allowOnly("127.0.0.1", "127.0.1.0/24");
        listen(WILDCARD, port); // where senders of IPv4 come IPv4-mapped

        sendFrom(address("127.0.0.2"), port, "refused");
        sendFrom(Loopback.IPV4, port, "first");
        sendFrom(address("127.0.0.2"), port, "refused");
        sendFrom(address("127.0.1.255"), port, "second");
        pollUntilEmitted(2);

        assertThat(output.texts()).containsExactly("first", "second");
        assertThat(context.counter("datagramsReceived")).isEqualTo(4);
        assertThat(context.counter("datagramsNotAllowed")).isEqualTo(2);
        assertThat(context.counter("listener", "on-" + port, "datagramsNotAllowed")).isEqualTo(2);
    }

    @Test
    void aFloodOfRefusedSendersGrowsNeitherMetricsNorLog() throws Exception {
        int port = LoopbackPorts.free();
        allowOnly("192.0.2.0/24");
        listen(Loopback.IPV4, port);
        int metrics = context.registeredMetrics();
        int senders = 500;

        for (int i = 0; i < senders; i++) {
            sendFrom(address("127.1." + i / 250 + "." + i % 250), port, "x".repeat(1000));
            if (i % LoopbackPorts.BURST == 0) {
                LoopbackPorts.awaitCount(() -> context.counter("datagramsNotAllowed"), i + 1);
            }
        }
        LoopbackPorts.awaitCount(() -> context.counter("datagramsNotAllowed"), senders);

        assertThat(context.counter("datagramsDroppedQueueFull")).isZero();
        assertThat(context.gauge("queueBytes")).isEqualTo(0L);
        assertThat(context.registeredMetrics()).isEqualTo(metrics);
        assertThat(receiverLog.getMessages())
                .singleElement()
                .asString()
                .contains("127.1.0.0")
                .contains("not on the allow-list");
    }

    @Test
    void whatTheKernelDropsAndWhatIsReceivedIsWhatWasSent() throws Exception {
        assumeTrue(
                Files.isReadable(Path.of("/proc/net/udp")),
                "Kernel drops are known from the kernel's socket table: /proc/net/udp");
        int port = LoopbackPorts.free();
        listen(Loopback.IPV4, port);
        clock.stop(); // and with it the receive thread, at the first datagram
        int sent = 4000; // more than the receive buffer holds

        LoopbackPorts.send(Loopback.IPV4, port, Collections.nCopies(sent, "x".repeat(1000)));
        await().until(() -> context.counter("datagramsReceived") == 1);
        clock.go();

        await().untilAsserted(
                        () ->
                                assertThat(context.counter("datagramsReceived") + droppedByKernel())
                                        .isEqualTo(sent));
        assertThat(droppedByKernel()).isPositive();
        assertThat(context.gauge("listener", "on-" + port, "datagramsDroppedByKernel"))
                .isEqualTo(droppedByKernel());
        assertThat(context.counter("datagramsReceived"))
                .isEqualTo(
                        context.counter("datagramsDroppedQueueFull")
                                + context.gauge("queueDatagrams").longValue());

        long drops = droppedByKernel();
        reader.close();
        assertThat(droppedByKernel()).as("known after the close").isEqualTo(drops);
    }

    @Test
    void countsWhatIsInTheReceiveBufferWhenItCloses() throws Exception {
        int first = LoopbackPorts.free();
        int second = LoopbackPorts.free();
        listen(Loopback.IPV4, first, second);
        clock.stop();
        LoopbackPorts.send(Loopback.IPV4, first, List.of("x"));
        await().until(() -> context.counter("datagramsReceived") == 1);
        int left = 20; // behind the turn that the receive thread is in

        LoopbackPorts.send(Loopback.IPV4, second, Collections.nCopies(left, "x"));
        Thread closing = new Thread(reader::close);
        closing.start();
        await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
        clock.go();
        closing.join();

        assertThat(context.counter("datagramsDiscardedAtClose")).isEqualTo(left);
        assertThat(context.counter("listener", "on-" + second, "datagramsDiscardedAtClose"))
                .isEqualTo(left);
        assertThat(context.counter("datagramsReceived")).isEqualTo(1);
        assertThat(context.gauge("queueDatagrams")).isEqualTo(1L);
    }

    @Test
    void takesOverBacklogsOfSeveralReadersAndListensOnce() throws Exception {
        int port = LoopbackPorts.free();
        reader.addSplits(
                List.of(
                        UdpSplit.backlog(
                                0, List.of(Datagrams.received(10, "a"), received(30, "c"))),
                        UdpSplit.backlog(1, List.of(Datagrams.received(20, "b")))));
        listen(Loopback.IPV4, port);
        listen(Loopback.IPV4, port);
        assumeTrue(
                Files.isReadable(Path.of("/proc/net/udp")),
                "To count sockets, the kernel's socket table is needed: /proc/net/udp");
        assertThat(KernelUdpTable.ofSystem().socketsOn(port)).hasSize(1);
        LoopbackPorts.send(Loopback.IPV4, port, List.of("new"));

        pollUntilEmitted(4);

        assertThat(output.texts()).containsExactly("a", "b", "c", "new");
        assertThat(output.timestamps()).containsExactly(10L, 20L, 30L, 1_000_000L);
        assertThat(output.watermarks()).containsExactly(9L);
        assertThat(context.counter("datagramsRestored")).isEqualTo(3);
    }

    @Test
    void checkpointHoldsWhatIsNotEmittedAndNoAddress() throws Exception {
        assertThat(reader.snapshotState(1)).isEmpty();
        reader.addSplits(
                List.of(UdpSplit.backlog(0, List.of(received(10, "a"), received(20, "b")))));
        pollUntilEmitted(1);

        List<UdpSplit> state = reader.snapshotState(2);

        assertThat(state).hasSize(1);
        assertThat(state.get(0).listenOn()).isEmpty();
        assertThat(state.get(0).backlog()).extracting(Datagrams::text).containsExactly("b");
    }

    @Test
    void watermarksGoOnWhenNothingComes() throws Exception {
        reader = new UdpReader(context, quick(), Clock.systemUTC());
        listen(Loopback.IPV4, LoopbackPorts.free());

        await().until(
                        () -> {
                            reader.isAvailable().get(10, TimeUnit.SECONDS);
                            reader.pollNext(output);
                            return output.watermarks().size() >= 3;
                        });

        assertThat(output.watermarks()).isSorted().doesNotHaveDuplicates();
        assertThat(output.watermarks().get(2)).isLessThan(System.currentTimeMillis());
    }

    @Test
    void emitsNoMoreThanOneWatermarkPerInterval() throws Exception {
        reader.pollNext(output);
        clock.set(1_000_999);
        reader.pollNext(output);
        assertThat(output.watermarks()).containsExactly(999_999L);

        clock.set(1_001_000);
        reader.pollNext(output);
        assertThat(output.watermarks()).containsExactly(999_999L, 1_000_999L);
    }

    @Test
    void failsWhenTheReceiveThreadDies() throws Exception {
        int port = LoopbackPorts.free();
        listen(Loopback.IPV4, port);
        pollUntilIdle();
        clock.breakDown();

        LoopbackPorts.send(Loopback.IPV4, port, List.of("a"));
        await().until(() -> context.counter("datagramsReceived") == 1);
        clock.repair();

        assertThatThrownBy(
                        () -> {
                            reader.isAvailable().get(10, TimeUnit.SECONDS);
                            reader.pollNext(output);
                        })
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Receiving datagrams failed")
                .hasMessageContaining("broken clock");
    }

    @Test
    void failsWithTheBindErrorWhenAPortIsTaken() throws Exception {
        try (DatagramSocket other = new DatagramSocket(new InetSocketAddress(Loopback.IPV4, 0))) {
            assertThatThrownBy(() -> listen(Loopback.IPV4, other.getLocalPort()))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("Cannot listen on UDP 127.0.0.1 port");
        }
    }

    @Test
    void closeFreesThePortAndEndsTheThread() throws Exception {
        int port = LoopbackPorts.free();
        listen(WILDCARD, port);

        reader.close();

        new DatagramSocket(port).close();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("udp-receiver-"));
    }

    private static Datagram received(long millis, String text) {
        return Datagrams.received(millis, text);
    }

    private static UdpReaderOptions quick() {
        return options(Duration.ofMillis(20), AllowList.EVERYBODY);
    }

    private static UdpReaderOptions options(Duration watermarkInterval, AllowList allow) {
        return new UdpReaderOptions(
                RECEIVE_BUFFER_BYTES,
                128 << 10,
                watermarkInterval,
                allow,
                ForeignSockets.REFUSE,
                UUID.randomUUID().toString());
    }

    private void allowOnly(String... prefixes) {
        context = new TestReaderContext();
        reader =
                new UdpReader(
                        context,
                        options(Duration.ofSeconds(1), AllowList.of(List.of(prefixes))),
                        clock);
    }

    private long droppedByKernel() {
        return context.gauge("datagramsDroppedByKernel").longValue();
    }

    private static InetAddress address(String literal) throws IOException {
        return InetAddress.getByName(literal);
    }

    private static void sendFrom(InetAddress sender, int port, String payload) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(sender, 0))) {
            byte[] bytes = payload.getBytes(US_ASCII);
            socket.send(
                    new DatagramPacket(
                            bytes, bytes.length, new InetSocketAddress(Loopback.IPV4, port)));
        }
    }

    private void listen(InetAddress address, int... ports) {
        List<Endpoint> listenOn = new ArrayList<>();
        for (int port : ports) {
            listenOn.add(new Endpoint("on-" + port, new InetSocketAddress(address, port)));
        }
        reader.addSplits(List.of(UdpSplit.assignment(0, listenOn)));
    }

    private void pollUntilEmitted(int datagrams) throws Exception {
        while (output.datagrams().size() < datagrams) {
            if (reader.pollNext(output) == InputStatus.NOTHING_AVAILABLE) {
                reader.isAvailable().get(10, TimeUnit.SECONDS);
            }
        }
    }

    private void pollUntilIdle() throws Exception {
        while (reader.pollNext(output) != InputStatus.NOTHING_AVAILABLE) {}
    }
}
