package io.weir.job.end2end;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The script {@code weir} as users run it, in a process of its own. */
public final class Launcher implements AutoCloseable {

    private static final Path SCRIPT = Path.of("..", "weir").toAbsolutePath().normalize();
    private static final Path DISTRIBUTION = Path.of("target", "distribution");
    private static final int SIGINT = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Process process;
    private final Path out;
    private final Path err;
    private final List<ProcessHandle> children = new ArrayList<>();

    private Launcher(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * Starts a command.
     *
     * @param folder takes what it prints
     */
    public static Launcher start(Path folder, List<String> arguments) throws IOException {
        assertThat(DISTRIBUTION.resolve("lib"))
                .as(
                        "the distribution; run this test with: ./mvnw verify"
                                + " -Dit.test=DemoIT,RestartIT")
                .isDirectory();
        markAsBuilt();
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return new Launcher(builder.start(), out, err);
    }

    /** The build that runs this test has just made the distribution: no other one is to start. */
    private static void markAsBuilt() throws IOException {
        Path complete = Files.write(DISTRIBUTION.resolve("complete"), new byte[0]);
        Files.setLastModifiedTime(complete, FileTime.from(Instant.now()));
    }

    /** Waits until it prints this to standard error, and remembers its children by then. */
    public void awaitMessage(String text) {
        await().atMost(PATIENCE)
                .failFast(() -> assertThat(process.isAlive()).as("it ended: %s", err()).isTrue())
                .until(() -> err().contains(text));
        process.descendants().forEach(children::add);
    }

    /** Sends what Ctrl-C sends. */
    public void interrupt() throws IOException, InterruptedException {
        String signal = ignoresInterrupts() ? "TERM" : "INT";
        Process kill = new ProcessBuilder("kill", "-" + signal, "" + process.pid()).start();
        assertThat(kill.waitFor()).isZero();
    }

    /** A build in the background ignores SIGINT, and all that it starts does too (POSIX). */
    private boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc", "" + process.pid(), "status");
        if (Files.notExists(status)) {
            return false;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                .anyMatch(ignored -> (ignored & 1L << (SIGINT - 1)) != 0);
    }

    public int awaitExit() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("it ends in time; it printed: %s", err())
                .isTrue();
        return process.exitValue();
    }

    /** The processes that it had started when it printed a message that was waited for. */
    public List<ProcessHandle> children() {
        return List.copyOf(children);
    }

    public String out() {
        return read(out);
    }

    public String err() {
        return read(err);
    }

    /** Ends it as a power cut would: it gets to do nothing more. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves nothing behind even where the test failed. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
