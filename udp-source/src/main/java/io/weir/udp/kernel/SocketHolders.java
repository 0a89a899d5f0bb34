package io.weir.udp.kernel;

import io.weir.udp.kernel.KernelUdpTable.Socket;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.annotation.Internal;

/**
 * Names the processes that hold UDP sockets, as the kernel tells in {@code /proc} (proc(5)): by the
 * processes' open descriptors.
 *
 * @param proc where the kernel tells; it is there on Linux only
 */
@Internal
public record SocketHolders(Path proc) {

    public static SocketHolders ofSystem() {
        return new SocketHolders(Path.of("/proc"));
    }

    /** Names and ids of the processes that have a port, in words; empty if none is known. */
    public String ofPort(int port) {
        try {
            return of(new KernelUdpTable(proc).socketsOn(port));
        } catch (IOException | RuntimeException e) {
            return ""; // naming the holder is a courtesy: what is told stands without it
        }
    }

    /** Names and ids of the processes that hold the sockets, in words; empty if there are none. */
    public String of(Collection<Socket> sockets) {
        if (sockets.isEmpty()) {
            return "";
        }
        Set<String> links =
                sockets.stream()
                        .map(socket -> "socket:[" + socket.inode() + "]")
                        .collect(Collectors.toSet());
        try {
            Set<String> processes = processesWith(links);
            return processes.isEmpty() ? hidden(sockets) : String.join(" and ", processes);
        } catch (IOException | RuntimeException e) {
            return hidden(sockets);
        }
    }

    private static String hidden(Collection<Socket> sockets) {
        String users =
                sockets.stream()
                        .map(socket -> Long.toString(socket.user()))
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(" and "));
        return "a process of user id "
                + users
                + " that this user or container cannot see (root can: `ss -lunp`)";
    }

    private Set<String> processesWith(Set<String> links) throws IOException {
        Set<String> found = new TreeSet<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                if (holdsAny(process, links)) {
                    found.add(describe(process));
                }
            }
        }
        return found;
    }

    private static String describe(Path process) {
        String id = process.getFileName().toString();
        boolean isThis = id.equals(Long.toString(ProcessHandle.current().pid()));
        return nameOf(process) + " (process " + id + (isThis ? ", this one)" : ")");
    }

    private static boolean holdsAny(Path process, Set<String> links) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                if (links.contains(target(descriptor))) {
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
