package io.weir.job.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.codec.encode.NetflowV5Writer;
import io.weir.job.config.WeirConfiguration;
import io.weir.job.input.UdpInput;
import io.weir.job.pipeline.WeirPipeline;
import io.weir.operators.exporters.Accounts;
import io.weir.operators.exporters.ExporterMinute;
import io.weir.operators.exporters.ExporterNotice;
import io.weir.operators.exporters.ReceptionGap;
import io.weir.testing.FreeUdpPort;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Exporters send over UDP on loopback before, while and after the job stands still. */
@Timeout(180)
class ExportersAfterRestartIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> EXPORTERS = List.of("127.0.0.1", "127.0.0.2", "127.0.0.3");
    private static final int MISSED = 4;

    @TempDir private Path folder;

    private final int port = FreeUdpPort.find();
    private final WeirConfiguration configuration =
            WeirConfiguration.load(
                    Optional.empty(),
                    List.of(
                            "listen.address=127.0.0.1",
                            "listen.udp=" + port,
                            "pipeline.parallelism=2"),
                    Map.of());
    private final Map<String, NetflowV5Writer> writers = new LinkedHashMap<>();

    @Test
    void minutesGoOnAndEachExporterHasOneGap() throws Exception {
        List<ExporterNotice> notices = new ArrayList<>();
        InProcessSink<ExporterNotice> before = new InProcessSink<>();
        String savepoint;
        long decoded;
        try (EmbeddedJob job = start(before, new Configuration())) {
            job.awaitListening(PATIENCE);
            job.awaitRunning(PATIENCE);
            send(10);
            awaitDecoded(job, 10L * EXPORTERS.size());
            savepoint = job.suspend(folder).get(60, TimeUnit.SECONDS);
            decoded = Balance.of(job.counters()).decoded();
            notices.addAll(before.takeAll());
        }
        write(MISSED);
        InProcessSink<ExporterNotice> after = new InProcessSink<>();
        try (EmbeddedJob job =
                start(
                        after,
                        new Configuration().set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint))) {
            job.awaitListening(PATIENCE);
            send(5);
            awaitDecoded(job, 5L * EXPORTERS.size());
            job.drain(PATIENCE);
            decoded += Balance.of(job.counters()).decoded();
            notices.addAll(after.takeAll());
        }

        assertThat(sum(notices).datagrams()).isEqualTo(15L * EXPORTERS.size()).isEqualTo(decoded);
        assertThat(sum(notices).malformed()).isEmpty();
        List<ReceptionGap> gaps =
                notices.stream()
                        .filter(ReceptionGap.class::isInstance)
                        .map(ReceptionGap.class::cast)
                        .toList();
        assertThat(gaps)
                .extracting(gap -> gap.exporter().toString())
                .containsExactlyInAnyOrderElementsOf(EXPORTERS);
        // Each datagram has one flow; that of the last one before the gap is part of the bound.
        assertThat(gaps)
                .flatExtracting(ReceptionGap::domains)
                .extracting(ReceptionGap.Domain::missingAtMost)
                .containsOnly(MISSED + 1L);
        assertThat(gaps)
                .allSatisfy(gap -> assertThat(gap.toMillis()).isGreaterThan(gap.fromMillis()));
    }

    private EmbeddedJob start(InProcessSink<ExporterNotice> sink, Configuration recovery)
            throws IOException {
        return EmbeddedJob.start(
                "exporters",
                configuration.pipeline(),
                environment -> {
                    environment.configure(recovery);
                    new WeirPipeline(environment, configuration)
                            .build(new UdpInput(configuration.listen()))
                            .exporters()
                            .sinkTo(sink)
                            .uid("exporter-list");
                });
    }

    private static void awaitDecoded(EmbeddedJob job, long datagrams) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(Balance.of(job.counters()).decoded())
                                        .isEqualTo(datagrams));
    }

    private void send(int datagrams) throws IOException {
        for (String exporter : EXPORTERS) {
            InetSocketAddress from = new InetSocketAddress(InetAddress.getByName(exporter), 0);
            try (DatagramSocket socket = new DatagramSocket(from)) {
                for (int i = 0; i < datagrams; i++) {
                    byte[] bytes = next(exporter);
                    socket.send(
                            new DatagramPacket(
                                    bytes,
                                    bytes.length,
                                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
                }
            }
        }
    }

    /** Nobody receives these. */
    private void write(int datagrams) {
        for (String exporter : EXPORTERS) {
            for (int i = 0; i < datagrams; i++) {
                next(exporter);
            }
        }
    }

    private byte[] next(String exporter) {
        NetflowV5Writer writer =
                writers.computeIfAbsent(exporter, absent -> new NetflowV5Writer(0, 0))
                        .begin(System.currentTimeMillis(), 1_000);
        writer.record().addresses(0xc000_0201L, 0xc000_0202L).ports(51_000, 443).octets(1_500);
        return writer.toBytes();
    }

    private static Accounts sum(List<ExporterNotice> notices) {
        return notices.stream()
                .filter(ExporterMinute.class::isInstance)
                .map(notice -> ((ExporterMinute) notice).activity().accounts())
                .reduce(Accounts.NONE, Accounts::plus);
    }
}
