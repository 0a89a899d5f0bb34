package io.weir.udp.reader;

import io.weir.udp.metrics.KernelUdpTable;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bound, non-blocking UDP socket that shares its port with those of the other subtasks
 * (SO_REUSEPORT), and knows which line of the kernel's socket table is its own.
 *
 * <p>Java does not tell a socket's inode. It is found as the one that is new on the port after
 * binding and belongs to this process; sockets are opened one at a time so that this is exact
 * between the subtasks of a task manager. Counting by port instead would give each subtask the
 * drops of all.
 */
final class ListeningSocket implements Closeable {

    /** The inode of a socket that the kernel's table does not show. */
    static final long UNKNOWN_INODE = -1;

    private static final Logger LOG = LoggerFactory.getLogger(ListeningSocket.class);

    private static final Object OPENING = new Object();

    private static final int FIRST_UNPRIVILEGED_PORT = 1024;

    private final DatagramChannel channel;
    private final long inode;

    private ListeningSocket(DatagramChannel channel, long inode) {
        this.channel = channel;
        this.inode = inode;
    }

    /**
     * Opens a socket on a local address. The IPv6 wildcard receives IPv4 too (and is the IPv4
     * wildcard where the host has no IPv6).
     *
     * @throws IOException if it cannot be bound; the message names address, port and likely cure
     */
    static ListeningSocket open(
            InetSocketAddress address, int receiveBufferBytes, KernelUdpTable kernel)
            throws IOException {
        DatagramChannel channel =
                address.getAddress() instanceof Inet4Address
                        ? DatagramChannel.open(StandardProtocolFamily.INET)
                        : DatagramChannel.open();
        try {
            channel.configureBlocking(false);
            if (channel.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT)) {
                channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            }
            channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBufferBytes);
            synchronized (OPENING) {
                Set<Long> before = inodesOn(address.getPort(), kernel);
                bind(channel, address);
                return new ListeningSocket(channel, newInode(address.getPort(), before, kernel));
            }
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    DatagramChannel channel() {
        return channel;
    }

    /** Its number in the kernel's socket table, or {@link #UNKNOWN_INODE}. */
    long inode() {
        return inode;
    }

    /** The receive buffer that the kernel granted. */
    int receiveBufferBytes() throws IOException {
        return channel.getOption(StandardSocketOptions.SO_RCVBUF);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static void bind(DatagramChannel channel, InetSocketAddress address)
            throws IOException {
        try {
            channel.bind(
                    address.getAddress().isAnyLocalAddress()
                            ? new InetSocketAddress(address.getPort())
                            : address);
        } catch (IOException e) {
            BindException named =
                    new BindException(
                            String.format(
                                    "Cannot listen on UDP %s port %d (%s). %s",
                                    address.getAddress().getHostAddress(),
                                    address.getPort(),
                                    e.getMessage(),
                                    cure(address)));
            named.initCause(e);
            throw named;
        }
    }

    private static String cure(InetSocketAddress address) throws IOException {
        InetAddress host = address.getAddress();
        if (!host.isAnyLocalAddress() && NetworkInterface.getByInetAddress(host) == null) {
            return "No interface of this host has that address: bind to one that `ip address`"
                    + " lists, or to the wildcard.";
        }
        if (address.getPort() < FIRST_UNPRIVILEGED_PORT) {
            return "Ports below 1024 need CAP_NET_BIND_SERVICE: grant it, or use a higher port.";
        }
        return "Another program or user holds the port: find it with `ss -lunp 'sport = "
                + address.getPort()
                + "'` and stop it, or use another port.";
    }

    private static Set<Long> inodesOn(int port, KernelUdpTable kernel) {
        Set<Long> inodes = new HashSet<>();
        try {
            for (KernelUdpTable.Socket socket : kernel.sockets()) {
                if (socket.localPort() == port) {
                    inodes.add(socket.inode());
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("The kernel's UDP socket table cannot be read: its drops stay unknown.", e);
        }
        return inodes;
    }

    private static long newInode(int port, Set<Long> before, KernelUdpTable kernel) {
        Set<Long> added = inodesOn(port, kernel);
        added.removeAll(before);
        if (added.size() > 1) {
            try {
                added.retainAll(kernel.ownInodes());
            } catch (IOException e) {
                LOG.warn("The sockets of this process cannot be listed.", e);
            }
        }
        return added.size() == 1 ? added.iterator().next() : UNKNOWN_INODE;
    }
}
