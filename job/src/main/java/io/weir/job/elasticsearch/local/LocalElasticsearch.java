package io.weir.job.elasticsearch.local;

import io.weir.job.elasticsearch.ElasticsearchClient;
import io.weir.job.elasticsearch.ElasticsearchEndpoint;
import io.weir.job.elasticsearch.ElasticsearchException;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * An Elasticsearch server as a process of its own on 127.0.0.1: one node, no security, data kept in
 * a given folder. It ends with {@link #stop} and, whatever happens, with this JVM. It also runs if
 * this JVM is root's, as another user. Safe for use by several threads.
 */
public final class LocalElasticsearch implements AutoCloseable {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);
    private static final int LOG_TAIL_BYTES = 64 * 1024;
    private static final int LOG_TAIL_LINES = 20;

    private final Process process;
    private final ServerFolders folders;
    private volatile boolean stopping;

    private LocalElasticsearch(Process process, ServerFolders folders) {
        this.process = process;
        this.folders = folders;
    }

    /**
     * The distribution that the build unpacked.
     *
     * @param folder the one it was unpacked into
     * @throws LocalElasticsearchException if there is none or more than one
     */
    public static Path homeIn(Path folder) throws LocalElasticsearchException {
        List<Path> homes = List.of();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> children = Files.list(folder)) {
                homes = children.filter(child -> Files.isDirectory(child.resolve("lib"))).toList();
            } catch (IOException e) {
                throw new LocalElasticsearchException("Cannot read " + folder + ".", e);
            }
        }
        if (homes.size() != 1) {
            throw new LocalElasticsearchException(
                    "Expected one Elasticsearch distribution in "
                            + folder
                            + ", found "
                            + homes.size()
                            + ". Delete that folder and build again: ./mvnw package -DskipTests.");
        }
        return homes.get(0);
    }

    /**
     * Starts the server without waiting for it.
     *
     * @throws PortInUseException if a port is taken
     * @throws LocalElasticsearchException if the server cannot run here
     */
    public static LocalElasticsearch start(LocalElasticsearchOptions options)
            throws LocalElasticsearchException, InterruptedException {
        options.httpPort().requireFree();
        options.transportPort().requireFree();
        try {
            Path home = options.home().toRealPath();
            Path root = Files.createDirectories(options.folder()).toRealPath();
            ServerUser user = ServerUser.choose(home, root);
            ServerFolders folders = ServerFolders.prepare(root, options, user);
            Path javaHome = Path.of(System.getProperty("java.home"));
            ServerCommand command = new ServerCommand(javaHome, home, folders, options.heapBytes());
            return new LocalElasticsearch(new ServerLauncher(command, user).launch(), folders);
        } catch (FileSystemException e) {
            throw new LocalElasticsearchException(
                    "Elasticsearch cannot be started: no access to "
                            + e.getMessage()
                            + ". If an earlier run as another user left it, delete "
                            + options.folder()
                            + " as that user.",
                    e);
        } catch (IOException e) {
            throw e instanceof LocalElasticsearchException known
                    ? known
                    : new LocalElasticsearchException(
                            "Elasticsearch cannot be started: " + e.getMessage(), e);
        }
    }

    /**
     * Waits until the server takes requests.
     *
     * @param progress told several times a second for how long this has been waiting
     * @throws LocalElasticsearchException if the server died, was stopped, or did not come up in
     *     time; the message has the end of its log
     */
    public void awaitReady(Duration timeout, Consumer<Duration> progress)
            throws LocalElasticsearchException, InterruptedException {
        long begin = System.nanoTime();
        while (!isReady()) {
            Duration waited = Duration.ofNanos(System.nanoTime() - begin);
            if (!process.isAlive()) {
                throw failure(
                        stopping
                                ? "was stopped while it started"
                                : "ended with exit code " + process.exitValue());
            }
            if (waited.compareTo(timeout) > 0) {
                throw failure("is not ready after " + timeout.toSeconds() + " s");
            }
            progress.accept(waited);
            process.waitFor(POLL_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Where it answers.
     *
     * @throws IllegalStateException if it was never ready
     */
    public URI url() {
        return listeningUrl()
                .orElseThrow(() -> new IllegalStateException("Elasticsearch is not ready."));
    }

    /** The process id of the server. */
    public long pid() {
        return process.pid();
    }

    /** The file that its output and log go to. */
    public Path log() {
        return folders.log();
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /** Stops the server and returns when it is gone. Does nothing if it is. */
    public void stop() {
        stopping = true;
        process.destroy();
        boolean interrupted = false;
        try {
            if (!process.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            interrupted = true;
            process.destroyForcibly();
        }
        process.onExit().join();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }

    private boolean isReady() throws InterruptedException {
        Optional<URI> url = listeningUrl();
        if (url.isEmpty() || !process.isAlive()) {
            return false;
        }
        try {
            ElasticsearchEndpoint endpoint = ElasticsearchEndpoint.of(url.get(), "local server");
            return !new ElasticsearchClient(endpoint).health().equals("red");
        } catch (ElasticsearchException e) {
            return false;
        }
    }

    /** The server moves the file into place whole, one address a line. */
    private Optional<URI> listeningUrl() {
        try (Stream<String> addresses = Files.lines(folders.httpAddress())) {
            return addresses.findFirst().map(address -> URI.create("http://" + address));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private LocalElasticsearchException failure(String what) {
        return new LocalElasticsearchException(
                "Elasticsearch "
                        + what
                        + ". The end of "
                        + folders.log()
                        + ":\n"
                        + String.join("\n", logTail()));
    }

    private List<String> logTail() {
        try (var log = Files.newByteChannel(folders.log())) {
            log.position(Math.max(0, log.size() - LOG_TAIL_BYTES));
            byte[] tail = Channels.newInputStream(log).readAllBytes();
            List<String> lines = new String(tail, StandardCharsets.UTF_8).lines().toList();
            return lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size());
        } catch (IOException e) {
            return List.of("(unreadable: " + e.getMessage() + ")");
        }
    }
}
