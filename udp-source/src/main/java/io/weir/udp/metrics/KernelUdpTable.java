package io.weir.udp.metrics;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.flink.annotation.Internal;

/**
 * The kernel's table of UDP sockets of this network namespace, as {@code /proc/net/udp} and {@code
 * /proc/net/udp6} show it (proc_net_udp(5)). One line per socket; sockets that share a port have a
 * line each.
 *
 * <pre>
 *   sl  local_address rem_address st tx:rx_queue tr:tm->when retrnsmt uid timeout inode ref pointer drops
 *   0   1             2           3  4           5           6        7   8       9     10  11      12
 * </pre>
 */
@Internal
public final class KernelUdpTable {

    private static final int LOCAL_ADDRESS = 1;
    private static final int INODE = 9;
    private static final int DROPS = 12;

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private static final String SOCKET_LINK_START = "socket:[";

    private final Path proc;

    public KernelUdpTable(Path proc) {
        this.proc = proc;
    }

    /** The table of the system this runs on; it is empty where there is no {@code /proc}. */
    public static KernelUdpTable ofSystem() {
        return new KernelUdpTable(Path.of("/proc"));
    }

    /**
     * A socket of any process.
     *
     * @param localPort the port it is bound to
     * @param inode its number, unique among all open sockets
     * @param drops datagrams dropped since it was opened because its receive buffer was full
     */
    public record Socket(int localPort, long inode, long drops) {}

    /** All UDP sockets, IPv4 then IPv6; empty where the kernel shows no table. */
    public List<Socket> sockets() throws IOException {
        List<Socket> sockets = new ArrayList<>();
        for (String table : List.of("net/udp", "net/udp6")) {
            Path file = proc.resolve(table);
            if (Files.isReadable(file)) {
                try (BufferedReader lines =
                        Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
                    parse(lines, sockets);
                }
            }
        }
        return sockets;
    }

    /** The inodes of all sockets, of any kind, that this process holds. */
    public Set<Long> ownInodes() throws IOException {
        Set<Long> inodes = new HashSet<>();
        Path descriptors = proc.resolve("self/fd");
        if (!Files.isDirectory(descriptors)) {
            return inodes;
        }
        try (DirectoryStream<Path> links = Files.newDirectoryStream(descriptors)) {
            for (Path link : links) {
                addInode(link, inodes);
            }
        }
        return inodes;
    }

    private static void addInode(Path link, Set<Long> inodes) {
        String target;
        try {
            target = Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return; // the descriptor was closed since it was listed
        }
        if (target.startsWith(SOCKET_LINK_START)) {
            String inode = target.substring(SOCKET_LINK_START.length(), target.length() - 1);
            inodes.add(Long.parseLong(inode));
        }
    }

    private static void parse(BufferedReader lines, List<Socket> sockets) throws IOException {
        lines.readLine(); // the heading
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] columns = BLANKS.split(line.strip());
            if (columns.length > DROPS) {
                sockets.add(socket(columns));
            }
        }
    }

    private static Socket socket(String[] columns) {
        String address = columns[LOCAL_ADDRESS];
        int port = Integer.parseInt(address, address.indexOf(':') + 1, address.length(), 16);
        return new Socket(
                port, Long.parseLong(columns[INODE]), Long.parseUnsignedLong(columns[DROPS]));
    }
}
