package io.weir.udp.reader;

import io.weir.udp.ForeignSockets;
import io.weir.udp.kernel.KernelUdpTable;
import io.weir.udp.kernel.LocalAddress;
import io.weir.udp.kernel.PortOwnership;
import io.weir.udp.split.Endpoint;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import javax.annotation.Nullable;
import org.apache.flink.util.IOUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sockets of one reader, one per listener. */
final class ListeningSockets implements Closeable {

    /** What {@link #droppedByKernel} answers where the kernel does not tell. */
    static final long UNKNOWN_DROPS = -1;

    private static final Logger LOG = LoggerFactory.getLogger(ListeningSockets.class);

    private static final AtomicBoolean UNKNOWABLE_SAID = new AtomicBoolean();

    private final List<ListeningSocket> sockets;
    private final PortOwnership ownership;
    private final boolean dropsKnown;

    private ListeningSockets(List<ListeningSocket> sockets, PortOwnership ownership) {
        this.sockets = sockets;
        this.ownership = ownership;
        this.dropsKnown =
                sockets.stream().allMatch(s -> s.inode() != ListeningSocket.UNKNOWN_INODE);
    }

    /**
     * Opens all endpoints or none.
     *
     * @throws IOException if one cannot be bound, or is also another program's and that is refused;
     *     the message names address, port, holder and likely cure
     */
    static ListeningSockets open(
            List<Endpoint> endpoints,
            int receiveBufferBytes,
            ForeignSockets foreign,
            PortOwnership ownership)
            throws IOException {
        if (!ownership.isKnowable() && UNKNOWABLE_SAID.compareAndSet(false, true)) {
            LOG.warn(
                    "The kernel shows no table of UDP sockets (/proc/net/udp): another program on a"
                            + " port goes unnoticed, and what the kernel drops is unknown.");
        }
        ListeningSockets opened =
                ownership.exclusively(
                        () -> bindAndClaim(endpoints, receiveBufferBytes, foreign, ownership));
        warnIfSmaller(opened.receiveBufferBytes(), receiveBufferBytes);
        return opened;
    }

    private static ListeningSockets bindAndClaim(
            List<Endpoint> endpoints,
            int receiveBufferBytes,
            ForeignSockets foreign,
            PortOwnership ownership)
            throws IOException {
        List<ListeningSocket> sockets = new ArrayList<>();
        try {
            for (Endpoint endpoint : endpoints) {
                sockets.add(ListeningSocket.open(endpoint, receiveBufferBytes, ownership));
            }
            ListeningSockets opened = new ListeningSockets(List.copyOf(sockets), ownership);
            if (opened.isOwnershipKnown()) {
                ownership.claim(sockets.stream().map(ListeningSocket::inode).toList());
                if (foreign == ForeignSockets.REFUSE) {
                    opened.refuseForeign();
                }
            }
            return opened;
        } catch (IOException | RuntimeException e) {
            IOUtils.closeAllQuietly(sockets);
            throw e;
        }
    }

    private void refuseForeign() throws IOException {
        List<KernelUdpTable.Socket> foreign = foreign();
        if (!foreign.isEmpty()) {
            throw new BindException(
                    "Another program listens on "
                            + ownership.describe(foreign)
                            + ". The kernel would give it a share of the datagrams: stop it, or use"
                            + " another port. If it is part of this job, but in a container of its"
                            + " own, only warn of foreign sockets.");
        }
    }

    private List<KernelUdpTable.Socket> foreign() throws IOException {
        List<LocalAddress> addresses = sockets.stream().map(ListeningSocket::localAddress).toList();
        return ownership.foreignOn(addresses);
    }

    /**
     * Other programs' sockets on the addresses, if it is up to this reader to look: to that which
     * has been open the longest of the source's readers on this host. None otherwise.
     */
    List<KernelUdpTable.Socket> foreignToReport() throws IOException {
        if (!ownership.isFirst(sockets.get(0).inode()) || foreign().isEmpty()) {
            return List.of();
        }
        // A reader of this source that is just opening may not have claimed its sockets yet.
        return ownership.exclusively(this::foreign);
    }

    /** The sockets in words: addresses, and the processes that hold them. */
    String describe(List<KernelUdpTable.Socket> foreign) {
        return ownership.describe(foreign);
    }

    /** Whether own sockets and those of others can be told apart. */
    boolean isOwnershipKnown() {
        return ownership.isKnowable() && dropsKnown;
    }

    List<ListeningSocket> all() {
        return sockets;
    }

    /** The smallest receive buffer that the kernel granted to one of them. */
    int receiveBufferBytes() {
        return sockets.stream().mapToInt(ListeningSocket::receiveBufferBytes).min().orElse(0);
    }

    /**
     * What the kernel dropped on them since they were opened, or {@link #UNKNOWN_DROPS}. Keeps its
     * last value when they are closed.
     */
    long droppedByKernel() {
        return readDrops()
                ? sockets.stream().mapToLong(ListeningSocket::drops).sum()
                : UNKNOWN_DROPS;
    }

    /** What the kernel dropped on one of them since it was opened, or {@link #UNKNOWN_DROPS}. */
    long droppedByKernel(ListeningSocket socket) {
        return readDrops() ? socket.drops() : UNKNOWN_DROPS;
    }

    /** One reader at a time: an older reading taken after a newer one would look like a wrap. */
    private synchronized boolean readDrops() {
        if (!dropsKnown) {
            return false;
        }
        try {
            Map<Long, Long> readings =
                    ownership.table().sockets().stream()
                            .collect(
                                    Collectors.toMap(
                                            KernelUdpTable.Socket::inode,
                                            KernelUdpTable.Socket::drops,
                                            Math::max));
            for (ListeningSocket socket : sockets) {
                @Nullable Long reading = readings.get(socket.inode());
                if (reading != null) {
                    socket.readDrops(reading);
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("The kernel's UDP socket table cannot be read.", e);
        }
        return true;
    }

    /** Closes the sockets. What the kernel dropped stays known. */
    @Override
    public void close() {
        readDrops();
        IOUtils.closeAllQuietly(sockets);
    }

    /** Forgets that the sockets were this source's, once the kernel has closed them. */
    void releaseClaims() {
        if (!isOwnershipKnown()) {
            return;
        }
        try {
            ownership.exclusively(
                    () -> {
                        ownership.releaseClosed();
                        return null;
                    });
        } catch (IOException e) {
            LOG.debug("Claims on closed sockets are left to the next reader that opens.", e);
        }
    }

    private static void warnIfSmaller(int granted, int asked) {
        if (granted < asked) {
            LOG.warn(
                    "The kernel granted a UDP receive buffer of {} bytes, not the {} asked for:"
                            + " bursts may be lost. Allow it with: sysctl -w net.core.rmem_max={}"
                            + " (docs/how-to/tune-the-kernel.md has the rest).",
                    granted,
                    asked,
                    asked);
        }
    }
}
