package io.weir.tcp.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.weir.receive.ManualClock;
import io.weir.tcp.Messages;
import io.weir.tcp.TcpExporter;
import io.weir.tcp.TcpListener;
import io.weir.udp.AllowList;
import io.weir.udp.Datagram;
import io.weir.udp.Listener;
import io.weir.udp.Loopback;
import io.weir.udp.split.UdpSplit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.flink.core.io.InputStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TcpReaderIT {

    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofMinutes(5);

    private int port;
    private ReaderUnderTest task;

    @BeforeEach
    void findPort() throws IOException {
        port = TcpExporter.freePort();
    }

    @AfterEach
    void closeReader() {
        if (task != null) {
            task.close();
        }
    }

    @Test
    void emitsMessagesWithSenderConnectionAndReceiveTime() throws Exception {
        task = new ReaderUnderTest(plain(), new ManualClock(1_000_000)).start();
        try (TcpExporter exporter = TcpExporter.connect(port)) {
            exporter.send(Messages.numbered(1), Messages.numbered(2, 65_535));
            task.pollUntilEmitted(2);

            assertThat(task.emitted()).containsExactly(1, 2);
            assertThat(task.emitted(1).payload()).isEqualTo(Messages.numbered(2, 65_535));
            assertThat(task.output.timestamps()).containsOnly(1_000_000L);
            assertThat(task.output.datagrams())
                    .allSatisfy(
                            message -> {
                                assertThat(message.receivedMillis()).isEqualTo(1_000_000);
                                assertThat(message.sourceHigh()).isZero();
                                assertThat(message.sourceLow()).isEqualTo(0xffff_7f00_0001L);
                                assertThat(message.sourcePort()).isEqualTo(exporter.localPort());
                                assertThat(message.connection()).isPositive();
                            });
        }
        assertThat(task.emitted(0).connection()).isEqualTo(task.emitted(1).connection());
        assertThat(task.count("messagesReceived")).isEqualTo(2);
        assertThat(task.count("messageBytesReceived")).isEqualTo(65_535 + 16);
        assertThat(task.count("listener", "ipfix", "messagesReceived")).isEqualTo(2);
        assertThat(task.count("listener", "ipfix", "connectionsAccepted")).isEqualTo(1);
    }

    @Test
    void endsEachConnectionBehindItsMessages() throws Exception {
        start(ReaderUnderTest.PATIENT);
        try (TcpExporter first = TcpExporter.connect(port);
                TcpExporter second = TcpExporter.connect(port)) {
            first.send(Messages.numbered(1));
            task.pollUntilEmitted(1);
            second.send(Messages.numbered(2));
            task.pollUntilEmitted(2);
            first.send(Messages.numbered(3));
            first.hangUp();
            task.pollUntilEmitted(4);
            assertThat(task.emitted()).containsExactly(1, 2, 3, -1);
            assertThat(task.context.gauge("connectionsOpen")).isEqualTo(1L);
            second.reset();
            task.pollUntilEmitted(5);
        }
        long one = task.emitted(0).connection();
        long two = task.emitted(1).connection();
        assertThat(one).isNotEqualTo(two);
        assertThat(task.output.datagrams())
                .extracting(Datagram::connection)
                .containsExactly(one, two, one, one, two);
        assertThat(task.emitted(3).sourcePort()).isEqualTo(task.emitted(0).sourcePort());
        assertThat(task.count("messagesReceived")).isEqualTo(3);
        assertThat(task.count("reason", "peer", "connectionsClosed")).isEqualTo(1);
        assertThat(task.count("reason", "reset", "connectionsClosed")).isEqualTo(1);
        assertThat(task.count("connectionsAccepted")).isEqualTo(2);
        assertThat(task.context.gauge("connectionsOpen")).isEqualTo(0L);
    }

    @Test
    void aConnectionWithoutMessagesLeavesNoTrace() throws Exception {
        start(ReaderUnderTest.PATIENT);
        TcpExporter.connect(port).close();
        await().until(() -> task.count("reason", "peer", "connectionsClosed") == 1);
        sendAndAwait(7);

        assertThat(task.emitted()).containsExactly(7);
    }

    @Test
    void findsMessagesHoweverTheirBytesCome() throws Exception {
        start(ReaderUnderTest.PATIENT);
        byte[] stream =
                Messages.joined(IntStream.range(0, 20).mapToObj(i -> message(i, 16 + i)).toList());
        try (TcpExporter exporter = TcpExporter.connect(port)) {
            for (byte part : stream) {
                exporter.send(new byte[] {part});
            }
            exporter.send(stream);
            task.pollUntilEmitted(40);
        }
        List<Integer> once = IntStream.range(0, 20).boxed().toList();
        assertThat(task.emitted().subList(0, 20)).isEqualTo(once);
        assertThat(task.emitted().subList(20, 40)).isEqualTo(once);
    }

    @Test
    void closesAConnectionThatSendsAnotherVersion() throws Exception {
        start(ReaderUnderTest.PATIENT);
        try (TcpExporter exporter = TcpExporter.connect(port)) {
            exporter.send(Messages.numbered(1), new byte[] {0, 9, 0, 20}, Messages.numbered(2));

            assertThat(exporter.isClosedByCollector()).isTrue();
        }
        task.pollUntilEmitted(2);
        assertThat(task.emitted()).containsExactly(1, -1);
        assertThat(task.count("reason", "version", "framingErrors")).isEqualTo(1);
        assertThat(task.count("framingErrors")).isEqualTo(1);
        assertThat(task.count("reason", "framing", "connectionsClosed")).isEqualTo(1);
    }

    @Test
    void closesAConnectionWhoseMessageIsShorterThanAHeader() throws Exception {
        start(ReaderUnderTest.PATIENT);
        try (TcpExporter exporter = TcpExporter.connect(port)) {
            exporter.send(new byte[] {0, 10, 0, 15});

            assertThat(exporter.isClosedByCollector()).isTrue();
        }
        await().until(() -> task.count("reason", "length", "framingErrors") == 1);
        await().until(() -> task.count("reason", "framing", "connectionsClosed") == 1);
        sendAndAwait(1);
        assertThat(task.emitted()).containsExactly(1);
    }

    @Test
    void countsAMessageThatTheEndCutsOff() throws Exception {
        start(ReaderUnderTest.PATIENT);
        try (TcpExporter exporter = TcpExporter.connect(port)) {
            exporter.send(Messages.numbered(1), Arrays.copyOf(Messages.numbered(2), 15));
        }
        task.pollUntilEmitted(2);

        assertThat(task.emitted()).containsExactly(1, -1);
        assertThat(task.count("reason", "truncated", "framingErrors")).isEqualTo(1);
        assertThat(task.count("reason", "peer", "connectionsClosed")).isEqualTo(1);
    }

    @Test
    void closesAConnectionOnWhichNothingComes() throws Exception {
        start(new ConnectionLimits(10, SHORT, LONG, LONG));
        try (TcpExporter silent = TcpExporter.connect(port)) {
            assertThat(silent.isClosedByCollector()).isTrue();
        }
        await().until(() -> task.count("reason", "idle", "connectionsClosed") == 1);
        assertThat(task.count("framingErrors")).isZero();
    }

    @Test
    void closesAConnectionThatStallsWithinAMessage() throws Exception {
        start(new ConnectionLimits(10, LONG, SHORT, LONG));
        try (TcpExporter stalling = TcpExporter.connect(port);
                TcpExporter quiet = TcpExporter.connect(port)) {
            stalling.send(Messages.numbered(1), Arrays.copyOf(Messages.numbered(2), 8));

            assertThat(stalling.isClosedByCollector()).isTrue();
            quiet.send(Messages.numbered(3));
            task.pollUntilEmitted(3);
        }
        assertThat(task.emitted()).containsExactly(1, -1, 3);
        await().until(() -> task.count("reason", "slow", "connectionsClosed") == 1);
    }

    /** Bytes keep coming, but the message does not get done. */
    @Test
    void closesAConnectionThatDripsAMessage() throws Exception {
        start(new ConnectionLimits(10, LONG, Duration.ofMillis(400), LONG));
        try (TcpExporter dripping = TcpExporter.connect(port)) {
            byte[] message = Messages.numbered(1, 65_535);
            AtomicInteger sent = new AtomicInteger();
            await().pollInterval(Duration.ofMillis(20))
                    .until(
                            () -> {
                                try {
                                    dripping.send(new byte[] {message[sent.getAndIncrement()]});
                                    return false;
                                } catch (IOException closed) {
                                    return true;
                                }
                            });
            assertThat(sent.get()).isGreaterThan(5);
        }
        await().until(() -> task.count("reason", "slow", "connectionsClosed") == 1);
    }

    @Test
    void aSlowMessageWithinTheLimitIsTaken() throws Exception {
        start(new ConnectionLimits(10, LONG, LONG, LONG));
        try (TcpExporter slow = TcpExporter.connect(port)) {
            byte[] message = Messages.numbered(5, 40);
            for (int i = 0; i < message.length; i++) {
                slow.send(new byte[] {message[i]});
                TimeUnit.MILLISECONDS.sleep(2);
            }
            task.pollUntilEmitted(1);
        }
        assertThat(task.emitted()).startsWith(5);
    }

    @Test
    void refusesConnectionsBeyondTheLimitUntilOneEnds() throws Exception {
        start(new ConnectionLimits(2, LONG, LONG, LONG));
        try (TcpExporter first = TcpExporter.connect(port);
                TcpExporter second = TcpExporter.connect(port);
                TcpExporter third = TcpExporter.connect(port)) {
            assertThat(third.isClosedByCollector()).isTrue();
            assertThat(task.count("reason", "limit", "connectionsRefused")).isEqualTo(1);
            assertThat(task.context.gauge("connectionsOpen")).isEqualTo(2L);
            first.hangUp();
            await().until(() -> task.count("connectionsClosed") == 1);
            second.send(Messages.numbered(2));
            task.pollUntilEmitted(1);
            sendAndAwait(3);
        }
        assertThat(task.emitted()).containsExactly(2, 3);
        assertThat(task.count("connectionsAccepted")).isEqualTo(3);
    }

    @Test
    void refusesSendersThatAreNotOnTheAllowList() throws Exception {
        AllowList others = AllowList.of(List.of("192.0.2.0/24", "::1"));
        task =
                new ReaderUnderTest(
                                ReaderUnderTest.options(
                                        TcpListener.plain(new Listener("ipfix", port)),
                                        null,
                                        others,
                                        ReaderUnderTest.PATIENT))
                        .start();
        try (TcpExporter exporter = TcpExporter.connect(port)) {
            assertThat(exporter.isClosedByCollector()).isTrue();
        }
        assertThat(task.count("reason", "not-allowed", "connectionsRefused")).isEqualTo(1);
        assertThat(task.count("connectionsRefused")).isEqualTo(1);
        assertThat(task.count("connectionsAccepted")).isZero();
    }

    @Test
    void aFullQueueMakesTheSenderWaitAndNothingIsLost() throws Exception {
        start(ReaderUnderTest.PATIENT);
        int messages = 20_000; // of 1000 bytes: far more than queue and kernel buffers hold
        AtomicInteger sent = new AtomicInteger();
        try (TcpExporter exporter = TcpExporter.connect(port)) {
            CompletableFuture<Void> sending =
                    CompletableFuture.runAsync(() -> sendAll(exporter, messages, sent));
            await().until(() -> task.context.gauge("readingPaused").intValue() == 1);
            await().during(Duration.ofMillis(300))
                    .until(
                            sent::get,
                            before -> before == sent.get() && before > 0 && before < messages);
            assertThat(task.context.gauge("queueMessageBytes").longValue())
                    .isBetween(
                            ReaderUnderTest.QUEUE_BYTES, ReaderUnderTest.QUEUE_BYTES + (20 << 10));
            assertThat(sending).isNotDone();

            task.pollUntilEmitted(messages);
            sending.get(10, TimeUnit.SECONDS);
        }
        assertThat(task.emitted().subList(0, messages))
                .isEqualTo(IntStream.range(0, messages).boxed().toList());
        assertThat(task.count("messagesReceived")).isEqualTo(messages);
    }

    @Test
    void waitingForTheJobIsNotHeldAgainstTheSender() throws Exception {
        start(new ConnectionLimits(10, SHORT, SHORT, LONG));
        try (TcpExporter exporter = TcpExporter.connect(port)) {
            exporter.send(bulk(140), Arrays.copyOf(Messages.numbered(140), 8));
            await().until(() -> task.context.gauge("readingPaused").intValue() == 1);
            await().during(SHORT.multipliedBy(3)).until(() -> task.count("connectionsClosed") == 0);
            byte[] rest = Messages.numbered(140);
            exporter.send(Arrays.copyOfRange(rest, 8, 16));
            task.pollUntilEmitted(141);
        }
        assertThat(task.emitted()).endsWith(139, 140);
    }

    @Test
    void acceptsNobodyWhileTheQueueIsFull() throws Exception {
        start(ReaderUnderTest.PATIENT);
        try (TcpExporter busy = TcpExporter.connect(port)) {
            busy.send(bulk(140));
            await().until(() -> task.context.gauge("readingPaused").intValue() == 1);
            try (TcpExporter late = TcpExporter.connect(port)) { // the kernel takes it
                late.send(Messages.numbered(1_000));
                await().during(SHORT).until(() -> task.count("connectionsAccepted") == 1);
                task.pollUntilEmitted(141);
            }
        }
        assertThat(task.emitted()).contains(1_000);
    }

    @Test
    void watermarksGoOnThoughAMessageIsUnfinished() throws Exception {
        start(ReaderUnderTest.PATIENT);
        try (TcpExporter exporter = TcpExporter.connect(port)) {
            exporter.send(Arrays.copyOf(Messages.numbered(1), 15));
            await().until(() -> task.count("connectionsAccepted") == 1);
            long before = System.currentTimeMillis();

            task.pollUntil(
                    () -> {
                        List<Long> watermarks = task.output.watermarks();
                        return !watermarks.isEmpty()
                                && watermarks.get(watermarks.size() - 1) > before + 100;
                    });
        }
        assertThat(task.output.watermarks()).isSorted();
        assertThat(task.emitted()).isEmpty();
    }

    @Test
    void stampsAMessageWhenItIsComplete() throws Exception {
        ManualClock clock = new ManualClock(1_000_000);
        task = new ReaderUnderTest(plain(), clock).start();
        try (TcpExporter exporter = TcpExporter.connect(port)) {
            exporter.send(Messages.numbered(1), Arrays.copyOf(Messages.numbered(2), 8));
            task.pollUntilEmitted(1);
            clock.set(1_005_000);
            exporter.send(Arrays.copyOfRange(Messages.numbered(2), 8, 16));
            task.pollUntilEmitted(2);
        }
        assertThat(task.output.timestamps()).startsWith(1_000_000L, 1_005_000L);
        assertThat(task.output.watermarks()).allMatch(mark -> mark < 1_005_000);
    }

    @Test
    void checkpointHoldsWhatIsNotEmittedAndARestoreEmitsItFirst() throws Exception {
        start(ReaderUnderTest.PATIENT);
        List<UdpSplit> state;
        try (TcpExporter exporter = TcpExporter.connect(port)) {
            assertThat(task.reader.snapshotState(1)).isEmpty();
            assertThat(task.reader.pollNext(task.output)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
            exporter.send(Messages.numbered(1), Messages.numbered(2));
            exporter.hangUp();
            await().until(() -> task.count("connectionsClosed") == 1);
            task.pollUntilEmitted(1);
            state = task.reader.snapshotState(2);
        }
        task.close();
        assertThat(state).hasSize(1);
        assertThat(state.get(0).listenOn()).isEmpty();

        task = new ReaderUnderTest(plain());
        task.reader.addSplits(state);
        task.start();
        sendAndAwait(3);

        assertThat(task.emitted()).containsExactly(2, -1, 3);
        assertThat(task.count("messagesRestored")).isEqualTo(1);
    }

    /** As in a stop with savepoint: after its snapshot nobody polls any more. */
    @Test
    void receivesNothingBetweenACheckpointAndTheNextPoll() throws Exception {
        start(ReaderUnderTest.PATIENT);
        try (TcpExporter exporter = TcpExporter.connect(port)) {
            exporter.send(Messages.numbered(1));
            await().until(() -> task.count("messagesReceived") == 1);

            assertThat(task.reader.snapshotState(1).get(0).backlog()).hasSize(1);
            exporter.send(Messages.numbered(2));
            await().during(SHORT).until(() -> task.count("messagesReceived") == 1);
            task.pollUntilEmitted(2);
        }
        assertThat(task.emitted()).startsWith(1, 2);
    }

    @Test
    void failsWhenReceivingBreaksDown() throws Exception {
        ManualClock clock = new ManualClock(1_000_000);
        task = new ReaderUnderTest(plain(), clock).start();
        try (TcpExporter exporter = TcpExporter.connect(port)) {
            await().until(() -> task.count("connectionsAccepted") == 1);
            clock.breakDown();
            exporter.send(Messages.numbered(1));
            assertThat(exporter.isClosedByCollector()).isTrue();
            clock.repair();
        }
        assertThatThrownBy(() -> task.reader.pollNext(task.output))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("broken clock");
    }

    @Test
    void failsWithTheBindErrorWhenAPortIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, Loopback.IPV4)) {
            port = other.getLocalPort();
            ReaderUnderTest refused = new ReaderUnderTest(plain());

            assertThatThrownBy(refused::start)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("Cannot listen on TCP 127.0.0.1 port " + port)
                    .hasMessageContaining("ss -ltnp");
        }
        awaitNoThreads();
    }

    @Test
    void twoReadersShareAPort() throws Exception {
        start(ReaderUnderTest.PATIENT);
        List<TcpExporter> exporters = new ArrayList<>();
        try (ReaderUnderTest second = new ReaderUnderTest(plain()).start()) {
            for (int i = 0; i < 10; i++) {
                exporters.add(TcpExporter.connect(port));
            }
            await().until(
                            () ->
                                    task.count("connectionsAccepted")
                                                    + second.count("connectionsAccepted")
                                            == 10);
        } finally {
            for (TcpExporter exporter : exporters) {
                exporter.close();
            }
        }
    }

    @Test
    void closeEndsConnectionsFreesThePortAndLeavesNoThread() throws Exception {
        for (int cycle = 0; cycle < 20; cycle++) {
            start(ReaderUnderTest.PATIENT);
            try (TcpExporter exporter = TcpExporter.connect(port)) {
                exporter.send(Messages.numbered(cycle), new byte[] {0, 10});
                task.pollUntilEmitted(1);
                task.close();
                assertThat(exporter.isClosedByCollector()).isTrue();
            }
            assertThat(task.count("reason", "stop", "connectionsClosed")).isEqualTo(1);
            assertThat(task.count("framingErrors")).isZero();
            ServerSocket again = new ServerSocket();
            again.bind(new InetSocketAddress(Loopback.IPV4, port));
            again.close();
        }
        awaitNoThreads();
    }

    private static void awaitNoThreads() {
        await().until(
                        () ->
                                Thread.getAllStackTraces().keySet().stream()
                                        .map(Thread::getName)
                                        .noneMatch(
                                                name ->
                                                        name.startsWith("tcp-receiver-")
                                                                || name.startsWith(
                                                                        "globalEventExecutor")));
    }

    private void start(ConnectionLimits limits) {
        task = new ReaderUnderTest(ReaderUnderTest.plain(port, limits)).start();
    }

    private TcpReaderOptions plain() {
        return ReaderUnderTest.plain(port, ReaderUnderTest.PATIENT);
    }

    private void sendAndAwait(int number) throws Exception {
        try (TcpExporter exporter = TcpExporter.connect(port)) {
            exporter.send(Messages.numbered(number));
            task.pollUntil(() -> task.emitted().contains(number));
        }
    }

    /** So many messages of 1000 bytes; 140 are more than the queue takes. */
    private static byte[] bulk(int messages) {
        return Messages.joined(
                IntStream.range(0, messages).mapToObj(i -> message(i, 1_000)).toList());
    }

    private static byte[] message(int number, int length) {
        return Messages.numbered(number, length);
    }

    private static void sendAll(TcpExporter exporter, int messages, AtomicInteger sent) {
        try {
            for (int i = 0; i < messages; i++) {
                exporter.send(message(i, 1_000));
                sent.incrementAndGet();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
