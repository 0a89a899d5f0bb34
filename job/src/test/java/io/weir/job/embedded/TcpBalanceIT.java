package io.weir.job.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.codec.encode.IpfixWriter;
import io.weir.codec.encode.TemplateDefinition;
import io.weir.codec.encode.TemplateField;
import io.weir.job.config.WeirConfiguration;
import io.weir.job.exporter.Softflowd;
import io.weir.job.exporter.SoftflowdReport;
import io.weir.job.exporter.TrafficCapture;
import io.weir.job.input.NetworkInput;
import io.weir.job.pipeline.WeirPipeline;
import io.weir.operators.decode.DecodeMetric;
import io.weir.operators.traffic.TopN;
import io.weir.testing.FreeUdpPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The job with connections beside UDP: each message is in one account. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TcpBalanceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private static final TemplateDefinition WIDE =
            TemplateDefinition.of(256, TemplateField.iana(8, 4), TemplateField.iana(1, 8));
    private static final TemplateDefinition NARROW =
            TemplateDefinition.of(256, TemplateField.iana(1, 4));

    private final InProcessSink<TopN> windows = new InProcessSink<>();

    @TempDir private Path folder;

    @Test
    void everyMessageIsInOneAccount() throws Exception {
        int port = freePort();
        WeirConfiguration configuration = configuration(port);
        try (EmbeddedJob job = start(configuration)) {
            IpfixWriter writer = new IpfixWriter(1);
            try (Socket first = connect(port);
                    Socket second = connect(port)) {
                send(first, writer.begin(1).template(WIDE));
                send(second, writer.begin(1).template(NARROW));
                for (int i = 0; i < 20; i++) {
                    send(first, writer.begin(1).data(WIDE, r -> r.uint32(1).uint64(1_000)));
                    send(second, writer.begin(1).data(NARROW, r -> r.uint32(1)));
                }
                send(first, writer.begin(1).rawSet(256, 400));
            }
            try (Socket withoutTemplate = connect(port)) {
                send(withoutTemplate, writer.begin(1).data(NARROW, r -> r.uint32(1)));
            }
            await().atMost(PATIENCE)
                    .until(() -> Balance.of(job.counters()).received() == 2 + 40 + 1 + 1);
            await().atMost(PATIENCE)
                    .until(() -> ended(job) == 3 && Balance.of(job.counters()).unexplained() == 0);
            job.drain(PATIENCE);

            Balance balance = Balance.of(job.counters());
            assertThat(balance.unexplained()).isZero();
            assertThat(balance.flows()).isEqualTo(40);
            assertThat(balance.malformedTotal()).isEqualTo(1);
            assertThat(balance.decoded()).isEqualTo(43);
            assertThat(balance.waitingSets().came()).isEqualTo(1);
            assertThat(balance.waitingSets().unexplained()).isZero();
            assertThat(balance.leftInQueue()).isZero();
        }
    }

    @Test
    void receivesWhatSoftflowdExportsOverTcp() throws Exception {
        Assumptions.assumeTrue(
                Softflowd.isInstalled(),
                "" + Softflowd.PROGRAM + " (Debian package softflowd) is not installed");
        int port = freePort();
        try (EmbeddedJob job = start(configuration(port))) {
            connect(port).close(); // once it listens
            Path capture = folder.resolve("traffic.pcap");
            TrafficCapture.ordinary(3, Instant.now().minusSeconds(60)).write(capture);
            SoftflowdReport report = Softflowd.exportOverTcp(capture, port, folder);
            assertThat(report.failures()).isZero();
            await().atMost(PATIENCE)
                    .until(() -> Balance.of(job.counters()).received() == report.datagrams());
            job.drain(PATIENCE);

            Balance balance = Balance.of(job.counters());
            assertThat(balance.unexplained()).isZero();
            assertThat(balance.malformedTotal()).isZero();
            assertThat(balance.flows()).isEqualTo(report.records()).isGreaterThan(50);
        }
    }

    private static long ended(EmbeddedJob job) {
        return job.counters().sum(DecodeMetric.CONNECTIONS_ENDED.id());
    }

    private EmbeddedJob start(WeirConfiguration configuration) throws Exception {
        EmbeddedJob job =
                EmbeddedJob.start(
                        "tcp",
                        configuration.pipeline(),
                        environment ->
                                new WeirPipeline(environment, configuration)
                                        .build(new NetworkInput(configuration))
                                        .topN()
                                        .sinkTo(windows));
        job.awaitListening(PATIENCE);
        return job;
    }

    private static WeirConfiguration configuration(int port) {
        return WeirConfiguration.load(
                Optional.empty(),
                List.of(
                        "listen.address=127.0.0.1",
                        "listen.udp=" + FreeUdpPort.find(),
                        "tcp.ports=edge=" + port,
                        "pipeline.parallelism=2"),
                Map.of());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
            return socket.getLocalPort();
        }
    }

    /** Connects as soon as the job listens. */
    private static Socket connect(int port) {
        return await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> new Socket(LOOPBACK, port), Socket::isConnected);
    }

    private static void send(Socket connection, IpfixWriter message) throws IOException {
        connection.getOutputStream().write(message.toBytes());
    }
}
