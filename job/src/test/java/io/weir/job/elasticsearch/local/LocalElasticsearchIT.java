package io.weir.job.elasticsearch.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.weir.job.elasticsearch.ElasticsearchClient;
import io.weir.job.elasticsearch.ElasticsearchEndpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class LocalElasticsearchIT {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration END_TIMEOUT = Duration.ofSeconds(20);

    private Path folder;
    private LocalElasticsearchOptions options;

    @BeforeEach
    void nameFolder(TestInfo test) throws IOException {
        folder = Path.of("target", "local-elasticsearch-it", test.getTestMethod().get().getName());
        TestFolders.delete(folder);
        Path home = LocalElasticsearch.homeIn(ElasticsearchExtension.DISTRIBUTION);
        options = new LocalElasticsearchOptions(home, folder).withHeapBytes(256L << 20);
    }

    @AfterEach
    void deleteFolder() throws IOException {
        TestFolders.delete(folder);
    }

    @Test
    void answersAndLeavesNoProcessWhenStopped() throws Exception {
        List<Duration> progress = new ArrayList<>();
        LocalElasticsearch server = LocalElasticsearch.start(options);
        try (server) {
            server.awaitReady(START_TIMEOUT, progress::add);
            assertThat(client(server).info().number()).startsWith("7.17.");
        }
        assertThat(progress).isNotEmpty().isSorted();
        assertThat(isAlive(server.pid())).isFalse();
        assertThat(server.isRunning()).isFalse();
        assertThat(server.log()).content().contains("stopping ...", "closed");
    }

    @Test
    void keepsItsDataAcrossRestarts() throws Exception {
        try (LocalElasticsearch server = LocalElasticsearch.start(options)) {
            server.awaitReady(START_TIMEOUT, waited -> {});
            indexDocument(server, "kept");
        }
        try (LocalElasticsearch server = LocalElasticsearch.start(options)) {
            server.awaitReady(START_TIMEOUT, waited -> {});
            assertThat(client(server).count("kept")).isEqualTo(1);
        }
    }

    @Test
    void namesPortThatIsTakenItsHolderAndTheKey() throws Exception {
        try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ListenPort taken = new ListenPort(holder.getLocalPort(), "demo.elasticsearch.port");
            assertThatThrownBy(() -> LocalElasticsearch.start(options.withHttpPort(taken)))
                    .isInstanceOf(PortInUseException.class)
                    .hasMessageContaining("Port " + taken.number() + " (demo.elasticsearch.port)")
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining("set demo.elasticsearch.port to a free port");
        }
        assertThat(folder).doesNotExist();
    }

    @Test
    void listensOnTheGivenPortAndIgnoresTheTerminalsInterrupt() throws Exception {
        ListenPort port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = new ListenPort(free.getLocalPort(), "port");
        }
        try (LocalElasticsearch server = LocalElasticsearch.start(options.withHttpPort(port))) {
            server.awaitReady(START_TIMEOUT, waited -> {});
            assertThat(server.url()).hasPort(port.number());

            assertThat(run("kill", "-INT", Long.toString(server.pid()))).isZero();
            indexDocument(server, "after-interrupt");
            assertThat(server.isRunning()).isTrue();
            assertThat(server.log()).content().doesNotContain("stopping ...");
        }
    }

    @Test
    void reportsDeathAtStartWithTheEndOfItsLog() throws Exception {
        try (LocalElasticsearch server = LocalElasticsearch.start(options.withHeapBytes(1))) {
            assertThatThrownBy(() -> server.awaitReady(START_TIMEOUT, waited -> {}))
                    .isInstanceOf(LocalElasticsearchException.class)
                    .hasMessageContaining("ended with exit code 1")
                    .hasMessageContaining(server.log().toString())
                    .hasMessageContaining("Too small maximum heap");
        }
    }

    @Test
    void reportsThatItWasStoppedWhileItStarted() throws Exception {
        try (LocalElasticsearch server = LocalElasticsearch.start(options)) {
            assertThatThrownBy(() -> server.awaitReady(START_TIMEOUT, waited -> server.stop()))
                    .isInstanceOf(LocalElasticsearchException.class)
                    .hasMessageContaining("was stopped while it started");
        }
    }

    @Test
    void reportsThatItIsNotReadyInTime() throws Exception {
        try (LocalElasticsearch server = LocalElasticsearch.start(options)) {
            assertThatThrownBy(() -> server.awaitReady(Duration.ZERO, waited -> {}))
                    .isInstanceOf(LocalElasticsearchException.class)
                    .hasMessageContaining("is not ready after 0 s");
        }
    }

    @Test
    void diesWithTheJvmThatStartedIt() throws Exception {
        assumeThat(run("sh", "-c", "command -v setpriv"))
                .as("setpriv of the package util-linux, which ties the server to its parent")
                .isZero();
        Process parent =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Parent.class.getName(),
                                options.home().toString(),
                                folder.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        long pid;
        try (BufferedReader output = parent.inputReader()) {
            pid = Long.parseLong(output.readLine());
            assertThat(isAlive(pid)).isTrue();
        } finally {
            parent.destroyForcibly().waitFor();
        }
        try {
            await().atMost(END_TIMEOUT).until(() -> !isAlive(pid));
        } finally {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void runsAsAnotherUserInFolderThatOnlyRootMayEnter() throws Exception {
        Path locked = Files.createDirectories(folder);
        assumeThat(Files.getAttribute(locked, "unix:uid")).as("the user must be root").isEqualTo(0);
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwx------"));
        Path home = locked.resolve("home");
        TestFolders.copy(options.home(), home);
        LocalElasticsearchOptions hidden =
                new LocalElasticsearchOptions(home, locked.resolve("run"));

        try (LocalElasticsearch server = LocalElasticsearch.start(hidden)) {
            server.awaitReady(START_TIMEOUT, waited -> {});
            assertThat(Files.getAttribute(Path.of("/proc/" + server.pid()), "unix:uid"))
                    .isEqualTo(Files.getAttribute(locked.resolve("run/data"), "unix:uid"))
                    .isNotEqualTo(0);
        }
        assertThat(Files.getPosixFilePermissions(locked))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    /** A JVM that starts a server, prints its process id once it is ready, and waits. */
    static final class Parent {

        private Parent() {}

        public static void main(String[] arguments) throws Exception {
            LocalElasticsearch server =
                    LocalElasticsearch.start(
                            new LocalElasticsearchOptions(
                                            Path.of(arguments[0]), Path.of(arguments[1]))
                                    .withHeapBytes(256L << 20));
            server.awaitReady(START_TIMEOUT, waited -> {});
            System.out.println(server.pid());
            Thread.sleep(START_TIMEOUT.toMillis());
        }
    }

    private static ElasticsearchClient client(LocalElasticsearch server) {
        return new ElasticsearchClient(ElasticsearchEndpoint.of(server.url(), "test"));
    }

    private static void indexDocument(LocalElasticsearch server, String index) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(server.url().resolve("/" + index + "/_doc?refresh=true"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build();
        assertThat(
                        HttpClient.newHttpClient()
                                .send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode())
                .isEqualTo(201);
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    private static int run(String... words) throws IOException, InterruptedException {
        return new ProcessBuilder(words)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
