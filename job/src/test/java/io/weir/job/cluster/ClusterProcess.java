package io.weir.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Runs {@link FlinkCluster} on a class path that has Flink and nothing that the job jar brings. */
final class ClusterProcess implements AutoCloseable {

    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final Path log;
    private int lost;

    private ClusterProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a cluster and submits the job jar to it.
     *
     * @param folder takes what it prints
     */
    static ClusterProcess submit(Path folder, List<String> arguments) throws IOException {
        Path jar = jobJar();
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString()));
        command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC"));
        command.addAll(openings());
        command.add(
                "-Dlog4j2.configurationFile="
                        + Path.of("src", "main", "launcher", "log4j2.properties").toAbsolutePath());
        command.addAll(
                List.of("-cp", classPath(jar), FlinkCluster.class.getName(), jar.toString()));
        command.addAll(arguments);
        Path log = folder.resolve("cluster.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        return new ClusterProcess(builder.start(), log);
    }

    private static Path jobJar() throws IOException {
        try (Stream<Path> files = Files.list(TARGET)) {
            return files.filter(file -> file.getFileName().toString().matches("weir-job-.*[.]jar"))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new AssertionError(
                                            "No job jar in target; run this test with: ./mvnw"
                                                    + " verify -Dit.test=ClusterMainIT"));
        }
    }

    /** The openings that Flink's own scripts give; this test was started with the same. */
    private static List<String> openings() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-"))
                .toList();
    }

    /** Every jar of the distribution that shares no class with the job jar, and our main. */
    private static String classPath(Path jobJar) throws IOException {
        Set<String> brought = new HashSet<>(classesIn(jobJar));
        List<Path> libraries;
        try (Stream<Path> files = Files.list(TARGET.resolve("distribution").resolve("lib"))) {
            libraries = files.sorted().toList();
        }
        Stream<Path> flink =
                libraries.stream()
                        .filter(jar -> classesIn(jar).stream().noneMatch(brought::contains));
        return Stream.concat(flink, Stream.of(TARGET.resolve("test-classes")))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static List<String> classesIn(Path jar) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(".class"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it prints this line. */
    void awaitLine(String line) {
        await().atMost(PATIENCE)
                .failFast(() -> assertThat(process.isAlive()).as("it runs; %s", log()).isTrue())
                .until(() -> log().lines().anyMatch(line::equals));
    }

    /**
     * Makes it lose a TaskManager with all that is in its memory, and waits until it is over it.
     */
    void loseTaskManager() throws IOException {
        Writer input = process.outputWriter(StandardCharsets.UTF_8);
        input.write(FlinkCluster.LOSE_TASK_MANAGER + "\n");
        input.flush();
        lost++;
        awaitLine(FlinkCluster.RECOVERED + lost);
    }

    /** Ends its input, which makes it cancel the job and end. */
    int cancelJob() throws IOException, InterruptedException {
        process.getOutputStream().close();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(log()).isTrue();
        return process.exitValue();
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
