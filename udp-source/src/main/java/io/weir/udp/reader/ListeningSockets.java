package io.weir.udp.reader;

import io.weir.udp.metrics.KernelUdpTable;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.util.IOUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sockets of one reader, one per listening address. */
final class ListeningSockets implements Closeable {

    /** What {@link #droppedByKernel} answers where the kernel does not tell. */
    static final long UNKNOWN_DROPS = -1;

    private static final Logger LOG = LoggerFactory.getLogger(ListeningSockets.class);

    private final List<ListeningSocket> sockets;
    private final KernelUdpTable kernel;
    private final int receiveBufferBytes;

    private ListeningSockets(
            List<ListeningSocket> sockets, KernelUdpTable kernel, int receiveBufferBytes) {
        this.sockets = sockets;
        this.kernel = kernel;
        this.receiveBufferBytes = receiveBufferBytes;
    }

    /**
     * Opens all addresses or none.
     *
     * @throws IOException if one cannot be bound; the message names address, port and likely cure
     */
    static ListeningSockets open(
            List<InetSocketAddress> addresses, int receiveBufferBytes, KernelUdpTable kernel)
            throws IOException {
        List<ListeningSocket> sockets = new ArrayList<>();
        try {
            int granted = Integer.MAX_VALUE;
            for (InetSocketAddress address : addresses) {
                ListeningSocket socket = ListeningSocket.open(address, receiveBufferBytes, kernel);
                sockets.add(socket);
                granted = Math.min(granted, socket.receiveBufferBytes());
            }
            warnIfSmaller(granted, receiveBufferBytes);
            return new ListeningSockets(List.copyOf(sockets), kernel, granted);
        } catch (IOException | RuntimeException e) {
            IOUtils.closeAllQuietly(sockets);
            throw e;
        }
    }

    List<ListeningSocket> all() {
        return sockets;
    }

    /** The smallest receive buffer that the kernel granted to one of them. */
    int receiveBufferBytes() {
        return receiveBufferBytes;
    }

    /** What the kernel dropped on them since they were opened, or {@link #UNKNOWN_DROPS}. */
    long droppedByKernel() {
        Set<Long> own = new HashSet<>();
        for (ListeningSocket socket : sockets) {
            own.add(socket.inode());
        }
        if (own.contains(ListeningSocket.UNKNOWN_INODE)) {
            return UNKNOWN_DROPS;
        }
        try {
            return kernel.sockets().stream()
                    .filter(socket -> own.contains(socket.inode()))
                    .mapToLong(KernelUdpTable.Socket::drops)
                    .sum();
        } catch (IOException | RuntimeException e) {
            LOG.debug("The kernel's UDP socket table cannot be read.", e);
            return UNKNOWN_DROPS;
        }
    }

    @Override
    public void close() {
        IOUtils.closeAllQuietly(sockets);
    }

    private static void warnIfSmaller(int granted, int asked) {
        if (granted < asked) {
            LOG.warn(
                    "The kernel granted a UDP receive buffer of {} bytes, not the {} asked for:"
                            + " bursts may be lost. Allow it with: sysctl -w net.core.rmem_max={}",
                    granted,
                    asked,
                    asked);
        }
    }
}
