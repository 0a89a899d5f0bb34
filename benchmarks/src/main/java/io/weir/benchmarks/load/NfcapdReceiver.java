package io.weir.benchmarks.load;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * nfcapd, which writes files; what they hold is counted by nfdump. Files that it has finished are
 * counted and removed meanwhile, bit by bit, or they would fill the memory.
 */
final class NfcapdReceiver implements Receiver {

    private static final int ROTATE_SECONDS = 5;
    private static final int REMOVE_STEP_BYTES = 4 << 20;
    private static final long REMOVE_PAUSE_MILLIS = 5;
    private static final long SWEEP_MILLIS = 500;
    private static final Pattern FLOWS = Pattern.compile("(?m)^Flows: (\\d+)$");

    private static final Pattern GRANTED = Pattern.compile("SO_RCVBUF to (\\d+) bytes");

    private static final Set<NfcapdReceiver> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> RUNNING.forEach(NfcapdReceiver::interrupted),
                                "remove-nfcapd-files"));
    }

    private final Bench bench;
    private final PinnedProcess process;
    private final Path folder;
    private final Thread sweeper = new Thread(this::sweep, "sweep-nfcapd-files");
    private volatile boolean ended;
    private IOException failure;
    private long flows;

    private NfcapdReceiver(Bench bench, PinnedProcess process, Path folder) {
        this.bench = bench;
        this.process = process;
        this.folder = folder;
        sweeper.setDaemon(true);
        sweeper.start();
        RUNNING.add(this);
    }

    static Receiver start(Bench bench) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(bench.spool(), "weir-load-");
        List<String> command =
                List.of(
                        "nfcapd",
                        "-b",
                        Bench.ADDRESS,
                        "-p",
                        Integer.toString(bench.port()),
                        "-B",
                        Long.toString(bench.bufferBytes()),
                        "-t",
                        Integer.toString(ROTATE_SECONDS),
                        "-w",
                        folder.toString());
        PinnedProcess process =
                PinnedProcess.start(bench.receiverCore(), bench.log("nfcapd"), command);
        for (int i = 0; i < 100 && process.isAlive() && !isListening(bench.port()); i++) {
            Thread.sleep(50);
        }
        if (!isListening(bench.port())) {
            process.close();
            throw new LoadException("nfcapd does not listen: " + bench.log("nfcapd"));
        }
        return new NfcapdReceiver(bench, process, folder);
    }

    private static boolean isListening(int port) throws IOException {
        return KernelSocket.of(port).sockets() > 0;
    }

    @Override
    public PinnedProcess process() {
        return process;
    }

    /** What it logs; the kernel doubles the size for its own bookkeeping. */
    @Override
    public long bufferBytes() throws IOException {
        Matcher granted = GRANTED.matcher(Files.readString(bench.log("nfcapd")));
        return granted.find() ? Long.parseLong(granted.group(1)) / 2 : Counts.UNKNOWN;
    }

    @Override
    public Counts counts() {
        return Counts.NOTHING_SAID;
    }

    @Override
    public Counts end() throws IOException, InterruptedException {
        process.terminate();
        process.awaitEnd();
        ended = true;
        sweeper.join();
        if (failure != null) {
            throw failure;
        }
        return new Counts(Counts.UNKNOWN, flows, 0, 0);
    }

    @Override
    public void close() throws IOException {
        process.close();
        ended = true;
        try {
            sweeper.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        RUNNING.remove(this);
        removeFolder();
    }

    /** At Ctrl-C: gigabytes of memory would be left behind. */
    private void interrupted() {
        process.close();
        try {
            process.awaitEnd();
            removeFolder();
        } catch (IOException e) {
            System.err.println(folder + " is left behind: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void removeFolder() throws IOException {
        try (Stream<Path> left = Files.list(folder)) {
            for (Path file : left.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.delete(folder);
    }

    private void sweep() {
        try {
            boolean last;
            do {
                last = ended;
                for (Path file : finishedFiles()) {
                    flows += flowsIn(file);
                    remove(file);
                }
                Thread.sleep(last ? 0 : SWEEP_MILLIS);
            } while (!last);
        } catch (IOException e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Path> finishedFiles() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> isFinished(file.getFileName().toString())).toList();
        }
    }

    private static boolean isFinished(String name) {
        return name.startsWith("nfcapd.") && !name.startsWith("nfcapd.current");
    }

    private long flowsIn(Path file) throws IOException, InterruptedException {
        try (PinnedProcess nfdump =
                PinnedProcess.start(
                        bench.senderCore(),
                        bench.log("nfdump"),
                        List.of("nfdump", "-I", "-r", file.toString()))) {
            Matcher count = FLOWS.matcher(nfdump.readAll());
            if (!count.find()) {
                throw new LoadException("nfdump does not tell the flows of " + file);
            }
            return Long.parseLong(count.group(1));
        }
    }

    /** To give back a gigabyte of memory at once keeps a core busy for a third of a second. */
    private static void remove(Path file) throws IOException, InterruptedException {
        try (FileChannel content = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (long size = content.size(); size > 0; size -= REMOVE_STEP_BYTES) {
                content.truncate(size);
                Thread.sleep(REMOVE_PAUSE_MILLIS);
            }
        }
        Files.delete(file);
    }
}
