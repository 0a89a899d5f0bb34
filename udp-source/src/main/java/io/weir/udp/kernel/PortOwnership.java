package io.weir.udp.kernel;

import io.weir.udp.kernel.KernelUdpTable.Socket;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.annotation.Internal;
import org.apache.flink.util.function.SupplierWithException;

/**
 * Tells the sockets of one source on this host, in whichever process its readers run, from those of
 * others. With SO_REUSEPORT any process of the same user can bind a port that another one listens
 * on, and the kernel then gives it a share of the senders: nothing fails, and data is missing.
 *
 * <p>A reader opens and claims its sockets in one {@linkplain #exclusively step}. So whoever looks
 * in a step of its own sees no socket of this source without its claim.
 */
@Internal
public final class PortOwnership {

    private final KernelUdpTable table;
    private final SocketHolders holders;
    private final SocketClaims claims;

    PortOwnership(KernelUdpTable table, SocketHolders holders, SocketClaims claims) {
        this.table = table;
        this.holders = holders;
        this.claims = claims;
    }

    /**
     * Of a source in this system.
     *
     * @param token what its readers share and no other source has
     */
    public static PortOwnership ofSystem(String token) {
        return of(Path.of("/proc"), SocketClaims.folderOfUser(), token);
    }

    /**
     * Of a source in a system that may not be this one.
     *
     * @param proc where its kernel tells of sockets
     * @param folder where readers note theirs
     */
    public static PortOwnership of(Path proc, Path folder, String token) {
        KernelUdpTable table = new KernelUdpTable(proc);
        return new PortOwnership(
                table,
                new SocketHolders(proc),
                new SocketClaims(folder, table.networkNamespace(), token));
    }

    /** The kernel's table. */
    public KernelUdpTable table() {
        return table;
    }

    /** Who holds sockets. */
    public SocketHolders holders() {
        return holders;
    }

    /** Whether the kernel tells of sockets at all. Where it does not, nothing here is of use. */
    public boolean isKnowable() {
        return table.isReadable();
    }

    /**
     * Runs a step in which sockets are opened and claimed, or looked at, while no other reader of
     * this user on this host does.
     *
     * @throws IOException if the step fails, or cannot be had for itself; the message says why
     */
    public <T> T exclusively(SupplierWithException<T, IOException> step) throws IOException {
        return isKnowable() ? claims.exclusively(step) : step.get();
    }

    /** Makes sockets known as this source's. Only in an exclusive step. */
    public void claim(Collection<Long> inodes) throws IOException {
        releaseClosed();
        claims.add(inodes);
    }

    /** Forgets the sockets of any source that are closed. Only in an exclusive step. */
    public void releaseClosed() throws IOException {
        // Twice: a socket that others open or close meanwhile can hide one from a single reading.
        Set<Long> open = inodes();
        open.addAll(inodes());
        claims.retain(open);
    }

    /** The sockets that can take datagrams of these addresses and are not of this source. */
    public List<Socket> foreignOn(Collection<LocalAddress> addresses) throws IOException {
        List<Socket> sockets = table.sockets();
        Set<Long> own = Set.copyOf(claims.inodes());
        return sockets.stream()
                .filter(socket -> !socket.connected() && !own.contains(socket.inode()))
                .filter(socket -> addresses.stream().anyMatch(socket.local()::overlaps))
                .toList();
    }

    /** Whether of all sockets of this source on this host, this one has been open the longest. */
    public boolean isFirst(long inode) throws IOException {
        Set<Long> open = inodes();
        return claims.inodes().stream().filter(open::contains).findFirst().stream()
                .anyMatch(first -> first == inode);
    }

    /** The foreign sockets in words: addresses, and the processes that hold them. */
    public String describe(List<Socket> sockets) {
        String addresses =
                sockets.stream()
                        .map(socket -> socket.local().toString())
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(" and "));
        return "UDP " + addresses + ": " + holders.of(sockets);
    }

    private Set<Long> inodes() throws IOException {
        return table.sockets().stream()
                .map(Socket::inode)
                .collect(Collectors.toCollection(HashSet::new));
    }
}
