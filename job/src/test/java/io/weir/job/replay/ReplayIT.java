package io.weir.job.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.codec.IpAddress;
import io.weir.job.capture.CaptureReader;
import io.weir.job.config.WeirConfiguration;
import io.weir.job.embedded.EmbeddedJob;
import io.weir.job.embedded.InProcessSink;
import io.weir.job.embedded.JobCounters;
import io.weir.job.generate.Simulation;
import io.weir.job.generate.SimulationOptions;
import io.weir.job.input.UdpInput;
import io.weir.testing.FreeUdpPort;
import io.weir.udp.Datagram;
import io.weir.udp.metrics.UdpMetric;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From a capture over real sockets into a job. */
@Timeout(120)
class ReplayIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Few enough for the receive buffer that a kernel grants unless it is told otherwise. */
    private static final int BURST = 32;

    @TempDir private Path folder;

    @Test
    void jobReceivesEachDatagramFromAsManyExportersAsTheCaptureHas() throws Exception {
        Path capture = folder.resolve("exporters.pcap");
        SimulationOptions simulated =
                SimulationOptions.defaults().withDuration(Duration.ofSeconds(20));
        Simulation.write(simulated, Instant.parse("2026-01-01T12:00:00Z"), capture);
        List<Datagram> captured = datagrams(capture);
        int port = FreeUdpPort.find();
        WeirConfiguration configuration =
                WeirConfiguration.load(
                        Optional.empty(),
                        List.of(
                                "pipeline.parallelism=2",
                                "listen.address=127.0.0.1",
                                "listen.udp=" + port),
                        Map.of());
        InProcessSink<Datagram> sink = new InProcessSink<>();
        try (EmbeddedJob job =
                EmbeddedJob.start(
                        "replay",
                        configuration.pipeline(),
                        environment ->
                                new UdpInput(configuration.listen())
                                        .attach(environment)
                                        .sinkTo(sink))) {
            job.awaitListening(PATIENCE);
            ReplayTotals totals = replay(capture, port, job.counters());
            awaitReceived(totals.datagrams(), job.counters());
            job.drain(PATIENCE);
        }
        List<Datagram> received = sink.takeAll();

        assertThat(received).hasSameSizeAs(captured);
        assertThat(datagramsByExporter(received).values())
                .containsExactlyInAnyOrderElementsOf(datagramsByExporter(captured).values())
                .hasSize(simulated.exporters());
        assertThat(payloads(received)).containsExactlyInAnyOrderElementsOf(payloads(captured));
    }

    private static List<ByteBuffer> payloads(List<Datagram> datagrams) {
        return datagrams.stream().map(datagram -> ByteBuffer.wrap(datagram.payload())).toList();
    }

    /** No faster than the job receives, however seldom it gets a processor. */
    private static ReplayTotals replay(Path capture, int port, JobCounters counters)
            throws IOException {
        InetSocketAddress collector =
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        ReplayOptions options =
                new ReplayOptions(
                        List.of(capture),
                        new ReplayFilter(Set.of(), Set.of()),
                        Pace.unlimited(),
                        1);
        AtomicLong sent = new AtomicLong();
        try (ReplaySockets sockets = new ReplaySockets(collector, sentAs -> {})) {
            ReplaySink paced =
                    datagram -> {
                        if (sent.get() % BURST == 0) {
                            awaitReceived(sent.get(), counters);
                        }
                        sent.incrementAndGet();
                        return sockets.send(datagram);
                    };
            return Replay.run(options, paced, ReplayClock.SYSTEM, () -> false, totals -> {});
        }
    }

    private static void awaitReceived(long datagrams, JobCounters counters) {
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> counters.sum(UdpMetric.DATAGRAMS_RECEIVED.id()) == datagrams);
    }

    private static List<Datagram> datagrams(Path capture) throws IOException {
        List<Datagram> datagrams = new ArrayList<>();
        try (CaptureReader reader = CaptureReader.open(capture)) {
            for (Datagram next = reader.next(); next != null; next = reader.next()) {
                datagrams.add(next);
            }
        }
        return datagrams;
    }

    private static Map<IpAddress, Integer> datagramsByExporter(List<Datagram> datagrams) {
        Map<IpAddress, Integer> counts = new HashMap<>();
        for (Datagram datagram : datagrams) {
            IpAddress exporter = new IpAddress(datagram.sourceHigh(), datagram.sourceLow());
            counts.merge(exporter, 1, Integer::sum);
        }
        return counts;
    }
}
