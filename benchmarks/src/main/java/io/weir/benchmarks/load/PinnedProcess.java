package io.weir.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process on one core, which is ended with this one. */
final class PinnedProcess implements AutoCloseable {

    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long END_SECONDS = 20;

    static {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> RUNNING.forEach(PinnedProcess::destroy), "end-processes"));
    }

    private final Process process;
    private final Path log;
    private final BufferedReader out;
    private final Writer in;

    private PinnedProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.out = process.inputReader(UTF_8);
        this.in = process.outputWriter(UTF_8);
    }

    /**
     * Starts a program.
     *
     * @param core the only core that it may run on
     * @param log takes its standard error
     */
    static PinnedProcess start(int core, Path log, List<String> command) throws IOException {
        List<String> pinned = new ArrayList<>(List.of("taskset", "-c", Integer.toString(core)));
        pinned.addAll(command);
        try {
            Process process = new ProcessBuilder(pinned).redirectError(log.toFile()).start();
            RUNNING.add(process);
            return new PinnedProcess(process, log);
        } catch (IOException e) {
            throw new LoadException(
                    "Cannot start " + command.get(0) + " on a core of its own: " + e.getMessage(),
                    e);
        }
    }

    /** The process and those that it started. */
    Stream<Long> pids() {
        return Stream.concat(
                Stream.of(process.pid()), process.descendants().map(ProcessHandle::pid));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The next line that it prints. */
    String readLine() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new LoadException("A process ended too early; what it says is in " + log);
        }
        return line;
    }

    /** What it answers, as JSON. Lines that are no JSON are passed over. */
    JsonNode ask(String question) throws IOException {
        in.write(question + "\n");
        in.flush();
        return readJson();
    }

    JsonNode readJson() throws IOException {
        String line = readLine();
        while (!line.startsWith("{")) {
            line = readLine();
        }
        return JSON.readTree(line);
    }

    /** All that it prints until it ends. */
    String readAll() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            all.append(line).append('\n');
        }
        return all.toString();
    }

    /** Lets a process end that does so at the end of its input. */
    void endInput() throws IOException {
        in.close();
    }

    /** Waits for the end of a process that ends by itself, or was asked to. */
    void awaitEnd() throws IOException, InterruptedException {
        if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
            throw new LoadException("A process does not end: " + process.info().commandLine());
        }
        RUNNING.remove(process);
    }

    /** Asks it to end, as SIGTERM does. */
    void terminate() {
        process.destroy();
    }

    @Override
    public void close() {
        destroy(process);
        RUNNING.remove(process);
    }

    private static void destroy(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
