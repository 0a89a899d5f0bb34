package io.weir.job.demo;

import io.weir.job.WeirJob;
import io.weir.job.check.Check;
import io.weir.job.check.Finding;
import io.weir.job.config.WeirConfiguration;
import io.weir.job.elasticsearch.ElasticsearchException;
import io.weir.job.elasticsearch.local.ListenPort;
import io.weir.job.elasticsearch.local.LocalElasticsearch;
import io.weir.job.elasticsearch.local.LocalElasticsearchOptions;
import io.weir.job.embedded.Balance;
import io.weir.job.embedded.EmbeddedJob;
import io.weir.job.generate.PlanDatabases;
import io.weir.job.generate.Simulation;
import io.weir.job.generate.SimulationOptions;
import io.weir.job.generate.SimulationTotals;
import io.weir.job.terminal.ProgressLine;
import io.weir.job.terminal.StopSignal;
import io.weir.operators.decode.DecodeMetric;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.flink.util.FileUtils;

/** Starts server, job and exporters, shows what happens, and stops all of it in order. */
public final class Demo {

    private static final Duration SERVER_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration LISTEN_TIMEOUT = Duration.ofMinutes(1);
    private static final Duration ARRIVAL_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration WORK_OFF_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration STOP_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final long POLL_MILLIS = 50;

    private final DemoOptions options;
    private final ProgressLine progress;
    private final StopSignal stop;

    public Demo(DemoOptions options, ProgressLine progress, StopSignal stop) {
        this.options = options;
        this.progress = progress;
        this.stop = stop;
    }

    /**
     * Runs the demo until its duration is over or it is stopped.
     *
     * @return what came of it; nothing if it was stopped before the job ran
     * @throws IOException if a part cannot be started, or Elasticsearch fails
     * @throws ExecutionException if the job fails
     * @throws TimeoutException if a part does not start or stop in time
     */
    public Optional<DemoResult> run()
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        WeirConfiguration configuration = configuration();
        requireUdpPortFree(configuration);
        delete(options.dataFolder());
        PlanDatabases.write(geoFolder(), Instant.now());
        try (LocalElasticsearch server = LocalElasticsearch.start(serverOptions())) {
            server.awaitReady(
                    SERVER_TIMEOUT,
                    waited ->
                            progress.show("Starting Elasticsearch, " + waited.toSeconds() + " s"));
            progress.println("Elasticsearch answers at " + server.url() + ".");
            WeirJob.prepare(configuration, progress::println, stop::isRequested);
            return stop.isRequested() ? Optional.empty() : Optional.of(runJob(configuration));
        }
    }

    private LocalElasticsearchOptions serverOptions() throws IOException {
        Path home = LocalElasticsearch.homeIn(options.unpackedServer());
        return new LocalElasticsearchOptions(home, options.dataFolder())
                .withHttpPort(new ListenPort(options.httpPort(), "--http-port"))
                .withTransportPort(new ListenPort(options.transportPort(), "--transport-port"));
    }

    private WeirConfiguration configuration() {
        return WeirConfiguration.load(
                Optional.empty(),
                List.of(
                        "listen.address=127.0.0.1",
                        "listen.udp=" + options.udpPort(),
                        "geoip.city=" + geoFolder().resolve(PlanDatabases.CITY_FILE),
                        "geoip.asn=" + geoFolder().resolve(PlanDatabases.ASN_FILE),
                        "elasticsearch.urls=http://127.0.0.1:" + options.httpPort()),
                Map.of());
    }

    /** Databases of the addresses that the simulated exporters tell of. */
    private Path geoFolder() {
        return options.dataFolder().resolve("geoip");
    }

    private DemoResult runJob(WeirConfiguration configuration)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        try (EmbeddedJob job =
                EmbeddedJob.start(
                        "weir demo",
                        configuration.pipeline(),
                        environment -> WeirJob.define(environment, configuration))) {
            job.awaitListening(LISTEN_TIMEOUT);
            progress.println(
                    "The job listens on 127.0.0.1 UDP port "
                            + options.udpPort()
                            + "; simulated exporters send NetFlow v5, v9 and IPFIX to it.");
            tellWhereToLook(configuration);
            SimulationTotals sent = sendUntilStopped(job, configuration);
            progress.println("Stopping: closing windows and writing what is left.");
            job.drain(STOP_TIMEOUT);
            return result(configuration, sent, Balance.of(job.counters()));
        }
    }

    private void tellWhereToLook(WeirConfiguration configuration) {
        String url = configuration.elasticsearch().urls().get(0).toString();
        String prefix = configuration.elasticsearch().indexPrefix();
        progress.println("Look at it, for example:");
        progress.println("  alerts  " + url + "/" + prefix + "-alerts-*/_search?pretty");
        progress.println(
                "  Top-N   " + url + "/" + prefix + "-topn-*/_search?pretty&sort=weir.topn.rank");
        progress.println(
                "  routers "
                        + url
                        + "/"
                        + prefix
                        + "-exporters-current/_search?pretty&q=event.dataset:weir.exporter.current");
        progress.println("  flows   " + url + "/" + prefix + "-flows-*/_search?pretty");
    }

    private SimulationTotals sendUntilStopped(EmbeddedJob job, WeirConfiguration configuration)
            throws IOException, InterruptedException {
        InetSocketAddress collector =
                new InetSocketAddress(configuration.listen().address(), options.udpPort());
        SimulationOptions traffic =
                SimulationOptions.defaults()
                        .withScenario("syn-scan,icmp-unreachable,login-brute-force")
                        .withFlowsPerSecond(options.flowsPerSecond());
        Simulation simulation = Simulation.start(traffic, collector);
        try (simulation) {
            watch(job, simulation);
        }
        awaitArrival(job, simulation.totals());
        return simulation.totals();
    }

    private void watch(EmbeddedJob job, Simulation simulation) throws InterruptedException {
        long end =
                options.duration()
                        .map(duration -> System.nanoTime() + duration.toNanos())
                        .orElse(Long.MAX_VALUE);
        long flowsBefore = 0;
        while (job.isRunning() && System.nanoTime() < end && !stop.await(SECOND)) {
            long flows = job.counters().sum(DecodeMetric.FLOWS_DECODED.id());
            Balance balance = Balance.of(job.counters());
            progress.show(
                    String.format(
                            "%,d flows/s, %,d documents indexed, %,d of %,d datagrams lost",
                            flows - flowsBefore,
                            balance.documents(),
                            balance.dropped(),
                            simulation.datagramsSent()));
            flowsBefore = flows;
        }
    }

    /** What was sent last is still on its way through the socket, or waits for the job. */
    private void awaitArrival(EmbeddedJob job, SimulationTotals sent) throws InterruptedException {
        long arrivalDeadline = System.nanoTime() + ARRIVAL_TIMEOUT.toNanos();
        long workDeadline = System.nanoTime() + WORK_OFF_TIMEOUT.toNanos();
        while (job.isRunning() && System.nanoTime() < workDeadline && !stop.isRequested()) {
            Balance balance = Balance.of(job.counters());
            boolean arrived =
                    balance.received() + balance.droppedByKernel() >= sent.datagrams()
                            || System.nanoTime() > arrivalDeadline;
            if (arrived && balance.leftInQueue() == 0) {
                return;
            }
            progress.show(String.format("%,d datagrams wait for the job", balance.leftInQueue()));
            Thread.sleep(POLL_MILLIS);
        }
    }

    private static DemoResult result(
            WeirConfiguration configuration, SimulationTotals sent, Balance balance)
            throws ElasticsearchException, InterruptedException {
        IndexCounts counts = new IndexCounts(configuration.elasticsearch());
        return new DemoResult(
                sent, balance, counts.flowsByProtocol(), counts.topN(), counts.alertsByRule());
    }

    /** Finds out before the server is started, which takes longer. */
    private void requireUdpPortFree(WeirConfiguration configuration)
            throws IOException, InterruptedException {
        Optional<Finding> failure = Check.firstFailure(Check.ofPorts(configuration.listen()));
        if (failure.isPresent()) {
            throw new IOException(
                    failure.get().what()
                            + ": "
                            + failure.get().detail()
                            + " The demo takes the port from --udp-port.");
        }
    }

    /** What was started removes files of its own at the same time: this does not mind. */
    private static void delete(Path folder) throws IOException {
        FileUtils.deleteDirectory(folder.toFile());
    }
}
