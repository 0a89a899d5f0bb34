package io.weir.udp.kernel;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
 *
 * An address is one or four words of 32 bits, each in hexadecimal as a number of this machine's
 * byte order, then the port as a number.
 */
@Internal
public final class KernelUdpTable {

    private static final int LOCAL_ADDRESS = 1;
    private static final int REMOTE_ADDRESS = 2;
    private static final int USER = 7;
    private static final int INODE = 9;
    private static final int DROPS = 12;

    private static final int WORD_DIGITS = 8;

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
     * @param local the address and port it is bound to
     * @param connected whether it receives from one sender only
     * @param user the number of its owner
     * @param inode its number, unique among all open sockets
     * @param drops datagrams dropped since it was opened, most often because its receive buffer was
     *     full; wraps at 2^32
     */
    public record Socket(
            LocalAddress local, boolean connected, long user, long inode, long drops) {}

    /** Whether the kernel shows a table. */
    public boolean isReadable() {
        return Files.isReadable(proc.resolve("net/udp"));
    }

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

    /** The sockets bound to a port of any local address. */
    public List<Socket> socketsOn(int port) throws IOException {
        return sockets().stream().filter(socket -> socket.local().port() == port).toList();
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

    /**
     * The number of the network namespace whose table this is, as in {@code 4026531840}; 0 where
     * the kernel does not tell.
     */
    public long networkNamespace() {
        try {
            String link = Files.readSymbolicLink(proc.resolve("self/ns/net")).toString();
            return Long.parseLong(link, link.indexOf('[') + 1, link.length() - 1, 10);
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
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
        return new Socket(
                address(columns[LOCAL_ADDRESS]),
                address(columns[REMOTE_ADDRESS]).port() != 0,
                Long.parseLong(columns[USER]),
                Long.parseLong(columns[INODE]),
                Long.parseUnsignedLong(columns[DROPS]));
    }

    private static LocalAddress address(String text) {
        int colon = text.indexOf(':');
        ByteBuffer bytes = ByteBuffer.allocate(colon / 2).order(ByteOrder.nativeOrder());
        for (int digit = 0; digit < colon; digit += WORD_DIGITS) {
            bytes.putInt(Integer.parseUnsignedInt(text, digit, digit + WORD_DIGITS, 16));
        }
        return LocalAddress.of(bytes.array(), Integer.parseInt(text, colon + 1, text.length(), 16));
    }
}
