package io.weir.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.codec.flow.ExportProtocol;
import io.weir.job.elasticsearch.ElasticsearchClient;
import io.weir.job.elasticsearch.local.ElasticsearchExtension;
import io.weir.job.elasticsearch.local.LocalElasticsearch;
import io.weir.job.generate.Simulation;
import io.weir.job.generate.SimulationOptions;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.client.ClientUtils;
import org.apache.flink.client.program.ClusterClient;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.configuration.ConfigUtils;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.DefaultExecutorServiceLoader;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectClusterClient;
import org.apache.flink.test.junit5.InjectClusterRESTAddress;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job jar goes to a Flink cluster the way {@code flink run} sends it: through its {@code main},
 * with a class loader of its own on the client and, as a blob, on the task managers.
 */
@ExtendWith(ElasticsearchExtension.class)
@Timeout(180)
class ClusterMainIT {

    /**
     * What a Flink distribution has in its {@code lib}. It does not have the Elasticsearch
     * connector, but the class path of this test does: without this list of packages Flink would
     * take that one, as it takes all of {@code org.apache.flink} from itself, and the rest from the
     * jar.
     */
    private static final List<String> PACKAGES_OF_FLINK =
            Stream.of(
                            "annotation",
                            "api",
                            "client",
                            "configuration",
                            "contrib",
                            "core",
                            "datastream",
                            "formats",
                            "metrics",
                            "optimizer",
                            "queryablestate",
                            "runtime",
                            "shaded",
                            "state",
                            "streaming",
                            "table",
                            "types",
                            "util")
                    .map(name -> "org.apache.flink." + name + ".")
                    .toList();

    @RegisterExtension
    static final MiniClusterExtension FLINK =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setConfiguration(flinkTakesItsOwnClasses(new Configuration()))
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    @TempDir Path folder;

    @Test
    void jobJarRunsOnAClusterThroughItsMain(
            @InjectClusterRESTAddress URI rest,
            @InjectClusterClient ClusterClient<?> cluster,
            LocalElasticsearch server,
            ElasticsearchClient elasticsearch)
            throws Exception {
        int port = freePort();
        Path configuration =
                Files.writeString(
                        folder.resolve("weir.yaml"),
                        """
                        listen:
                          address: 127.0.0.1
                          ports: [%d]
                        elasticsearch:
                          urls: ["%s"]
                          index-prefix: cluster
                        """
                                .formatted(port, server.url()));

        submit(rest, "--config", configuration.toString(), "--set", "pipeline.parallelism=2");
        try (Simulation simulation = Simulation.start(traffic(), collector(port))) {
            await().atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> flowsIn(elasticsearch) > 1_000);
            assertThat(simulation.flowsSent()).isGreaterThan(1_000);
        }

        Collection<JobStatusMessage> jobs = cluster.listJobs().get();
        assertThat(jobs).extracting(JobStatusMessage::getJobName).containsExactly("weir");
        cluster.cancel(jobs.iterator().next().getJobId()).get();
    }

    private static void submit(URI rest, String... arguments) throws Exception {
        Configuration flink = flinkTakesItsOwnClasses(new Configuration());
        flink.set(DeploymentOptions.TARGET, "remote");
        flink.set(DeploymentOptions.ATTACHED, false);
        flink.set(RestOptions.ADDRESS, rest.getHost());
        flink.set(RestOptions.PORT, rest.getPort());
        try (PackagedProgram program =
                PackagedProgram.newBuilder()
                        .setJarFile(jobJar().toFile())
                        .setConfiguration(flink)
                        .setArguments(arguments)
                        .build()) {
            assertThat(program.getMainClassName()).isEqualTo(WeirJob.class.getName());
            assertThat(loadedFrom(program)).isEqualTo(jobJar().toRealPath());
            ConfigUtils.encodeCollectionToConfig(
                    flink,
                    PipelineOptions.JARS,
                    program.getJobJarAndDependencies(),
                    Object::toString);
            ClientUtils.executeProgram(
                    new DefaultExecutorServiceLoader(), flink, program, false, false);
        }
    }

    private static Configuration flinkTakesItsOwnClasses(Configuration flink) {
        List<String> patterns =
                CoreOptions.ALWAYS_PARENT_FIRST_LOADER_PATTERNS.defaultValue().stream()
                        .filter(pattern -> !pattern.equals("org.apache.flink."))
                        .toList();
        return flink.set(
                CoreOptions.ALWAYS_PARENT_FIRST_LOADER_PATTERNS,
                Stream.concat(patterns.stream(), PACKAGES_OF_FLINK.stream()).toList());
    }

    private static Path loadedFrom(PackagedProgram program) throws Exception {
        Class<?> main =
                Class.forName(program.getMainClassName(), false, program.getUserCodeClassLoader());
        return Path.of(main.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toRealPath();
    }

    /** What the build packaged; its name has the version, and no other jar begins like it. */
    private static Path jobJar() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            List<Path> jars =
                    files.filter(file -> file.getFileName().toString().startsWith("weir-job-"))
                            .filter(file -> file.toString().endsWith(".jar"))
                            .toList();
            assertThat(jars).as("the job jar in job/target").hasSize(1);
            return jars.get(0);
        }
    }

    private static SimulationOptions traffic() {
        return SimulationOptions.defaults()
                .withProtocols(List.of(ExportProtocol.values()))
                .withFlowsPerSecond(500)
                .withDuration(Duration.ofMinutes(2));
    }

    private static InetSocketAddress collector(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static long flowsIn(ElasticsearchClient elasticsearch) throws Exception {
        elasticsearch.refresh("cluster-*");
        return elasticsearch.count("cluster-flows-*");
    }

    private static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(collector(0))) {
            return socket.getLocalPort();
        }
    }
}
