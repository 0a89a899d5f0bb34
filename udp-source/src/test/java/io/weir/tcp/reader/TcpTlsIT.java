package io.weir.tcp.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.weir.tcp.Messages;
import io.weir.tcp.TcpExporter;
import io.weir.tcp.TlsFiles;
import io.weir.testing.TestCertificates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TcpTlsIT {

    @TempDir static Path folder;

    private static TestCertificates server;
    private static TestCertificates client;
    private static TestCertificates stranger;

    private int port;
    private ReaderUnderTest task;

    @BeforeAll
    static void makeCertificates() throws Exception {
        server = TestCertificates.make(folder, "server", "EC");
        client = TestCertificates.make(folder, "client", "EC");
        stranger = TestCertificates.make(folder, "stranger", "EC");
    }

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

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void receivesMessagesOverTls(String version) throws Exception {
        start(withoutClientCertificates());
        try (TcpExporter exporter = TcpExporter.connect(port, server.clientContext(), version)) {
            for (int i = 0; i < 60; i++) {
                exporter.send(Messages.numbered(i, 16 + 30 * i));
            }
            exporter.send(Messages.numbered(60, 40_000)); // more than a TLS record holds
            task.pollUntilEmitted(61);
        }
        task.pollUntilEmitted(62);

        assertThat(task.emitted().subList(0, 61))
                .isEqualTo(IntStream.range(0, 61).boxed().toList());
        assertThat(task.emitted(61).endsConnection()).isTrue();
        assertThat(task.count("tlsHandshakesFailed")).isZero();
        await().until(() -> task.count("reason", "peer", "connectionsClosed") == 1);
    }

    @Test
    void closesAConnectionThatSpeaksNoTls() throws Exception {
        start(withoutClientCertificates());
        try (TcpExporter plain = TcpExporter.connect(port)) {
            plain.send(Messages.numbered(1));

            await().until(() -> task.count("reason", "tls", "connectionsClosed") == 1);
        }
        assertThat(task.count("tlsHandshakesFailed")).isEqualTo(1);
        assertThat(task.count("messagesReceived")).isZero();
        assertStillReceives(server.clientContext());
    }

    @Test
    void closesAConnectionWhoseHandshakeStalls() throws Exception {
        start(
                withoutClientCertificates(),
                new ConnectionLimits(
                        10, Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofMillis(300)));
        try (TcpExporter stalling = TcpExporter.connect(port)) {
            stalling.send(new byte[] {0x16, 3, 1});

            assertThat(stalling.isClosedByCollector()).isTrue();
        }
        await().until(() -> task.count("reason", "tls", "connectionsClosed") == 1);
        assertThat(task.count("tlsHandshakesFailed")).isEqualTo(1);
    }

    @Test
    void takesAClientWithACertificateThatIsTrusted() throws Exception {
        start(withClientCertificates());

        assertStillReceives(server.clientContext(client));
    }

    @Test
    void refusesClientsWithoutACertificateThatIsTrusted() throws Exception {
        start(withClientCertificates());
        for (SSLContext tls :
                new SSLContext[] {server.clientContext(), server.clientContext(stranger)}) {
            long before = task.count("tlsHandshakesFailed");
            try (TcpExporter refused = TcpExporter.connect(port, tls)) {
                refused.send(Messages.numbered(1));
                assertThat(refused.isClosedByCollector()).isTrue();
            } catch (IOException closedInTheHandshake) {
                assertThat(closedInTheHandshake).isNotNull();
            }
            await().until(() -> task.count("tlsHandshakesFailed") == before + 1);
        }
        await().until(() -> task.count("reason", "tls", "connectionsClosed") == 2);
        assertThat(task.count("messagesReceived")).isZero();
        assertStillReceives(server.clientContext(client));
    }

    @Test
    void doesNotStartWithFilesThatDoNotFit() {
        task =
                new ReaderUnderTest(
                        ReaderUnderTest.tls(
                                port,
                                new TlsFiles(server.certificate(), client.key(), null),
                                ReaderUnderTest.PATIENT));

        assertThatThrownBy(task::start)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("is not the key of the (first) certificate");
    }

    @Test
    void aFullQueueMakesTheSenderWaitAndNothingIsLost() throws Exception {
        start(withoutClientCertificates());
        int messages = 2_000;
        try (TcpExporter exporter = TcpExporter.connect(port, server.clientContext())) {
            Thread sending =
                    new Thread(
                            () -> {
                                try {
                                    for (int i = 0; i < messages; i++) {
                                        exporter.send(Messages.numbered(i, 10_000));
                                    }
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            });
            sending.start();
            await().until(() -> task.context.gauge("readingPaused").intValue() == 1);
            assertThat(task.context.gauge("queueMessageBytes").longValue())
                    .isLessThan(ReaderUnderTest.QUEUE_BYTES + (40 << 10));
            task.pollUntilEmitted(messages);
            sending.join();
        }
        assertThat(task.emitted().subList(0, messages))
                .isEqualTo(IntStream.range(0, messages).boxed().toList());
    }

    private void assertStillReceives(SSLContext tls) throws Exception {
        try (TcpExporter exporter = TcpExporter.connect(port, tls)) {
            exporter.send(Messages.numbered(99));
            task.pollUntilEmitted(1);
        }
        assertThat(task.emitted()).startsWith(99);
    }

    private static TlsFiles withoutClientCertificates() {
        return new TlsFiles(server.certificate(), server.key(), null);
    }

    private static TlsFiles withClientCertificates() {
        return new TlsFiles(server.certificate(), server.key(), client.certificate());
    }

    private void start(TlsFiles files) {
        start(files, ReaderUnderTest.PATIENT);
    }

    private void start(TlsFiles files, ConnectionLimits limits) {
        task = new ReaderUnderTest(ReaderUnderTest.tls(port, files, limits)).start();
    }
}
