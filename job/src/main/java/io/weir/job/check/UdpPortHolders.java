package io.weir.job.check;

import io.weir.udp.metrics.KernelUdpTable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Names the processes that hold a UDP port, as the kernel tells in {@code /proc} (proc(5)): the
 * port's sockets from its socket table, their owners from the processes' open descriptors.
 *
 * @param proc where the kernel tells; it is there on Linux only
 */
record UdpPortHolders(Path proc) {

    /** Names and process ids in words; empty if no socket with the port is known. */
    String of(int port) {
        try {
            Set<String> sockets =
                    new KernelUdpTable(proc)
                            .sockets().stream()
                                    .filter(socket -> socket.localPort() == port)
                                    .map(socket -> "socket:[" + socket.inode() + "]")
                                    .collect(Collectors.toSet());
            return sockets.isEmpty() ? "" : describe(processesWith(sockets));
        } catch (IOException | RuntimeException e) {
            return ""; // naming the holder is a courtesy: the finding stands without it
        }
    }

    private static String describe(Set<String> processes) {
        return processes.isEmpty()
                ? "a process of another user or container (root can see which: `ss -lunp`)"
                : String.join(" and ", processes);
    }

    private Set<String> processesWith(Set<String> sockets) throws IOException {
        Set<String> found = new TreeSet<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                if (holdsAny(process, sockets)) {
                    found.add(nameOf(process) + " (process " + process.getFileName() + ")");
                }
            }
        }
        return found;
    }

    private static boolean holdsAny(Path process, Set<String> sockets) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                if (sockets.contains(target(descriptor))) {
                    return true;
                }
            }
        } catch (IOException e) {
            return false; // ended meanwhile, or of another user
        }
        return false;
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return ""; // closed meanwhile
        }
    }

    private static String nameOf(Path process) {
        try {
            return Files.readString(process.resolve("comm")).strip();
        } catch (IOException e) {
            return "unknown"; // ended meanwhile
        }
    }
}
