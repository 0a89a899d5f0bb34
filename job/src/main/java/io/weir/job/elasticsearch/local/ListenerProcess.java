package io.weir.job.elasticsearch.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds out from Linux's {@code /proc} which process listens on a TCP port (proc(5)). Elsewhere, or
 * for processes of other users, it finds nothing.
 */
final class ListenerProcess {

    private static final Path PROC = Path.of("/proc");
    private static final String LISTEN_STATE = "0A";

    private ListenerProcess() {}

    /** The process that listens on the port, as words for a message. */
    static Optional<String> on(int port) {
        Set<String> sockets = new HashSet<>();
        for (String table : List.of("net/tcp", "net/tcp6")) {
            sockets.addAll(listeningSockets(PROC.resolve(table), port));
        }
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        return ProcessHandle.allProcesses()
                .filter(process -> holdsAny(process, sockets))
                .findFirst()
                .map(
                        process ->
                                "process "
                                        + process.pid()
                                        + process.info().command().map(c -> " " + c).orElse(""));
    }

    /** Names of the sockets as the links in {@code /proc/<pid>/fd} spell them. */
    private static Set<String> listeningSockets(Path table, int port) {
        String portSuffix = String.format(Locale.ROOT, ":%04X", port);
        Set<String> sockets = new HashSet<>();
        try {
            for (String line : Files.readAllLines(table)) {
                String[] columns = line.strip().split("\\s+", -1);
                if (columns.length > 9
                        && columns[1].endsWith(portSuffix)
                        && columns[3].equals(LISTEN_STATE)) {
                    sockets.add("socket:[" + columns[9] + "]");
                }
            }
        } catch (IOException e) {
            return Set.of();
        }
        return sockets;
    }

    private static boolean holdsAny(ProcessHandle process, Set<String> sockets) {
        Path descriptors = PROC.resolve(Long.toString(process.pid())).resolve("fd");
        try (Stream<Path> links = Files.list(descriptors)) {
            return links.anyMatch(link -> sockets.contains(target(link)));
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }
}
