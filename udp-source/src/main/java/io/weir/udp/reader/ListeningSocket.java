package io.weir.udp.reader;

import io.weir.udp.kernel.KernelUdpTable;
import io.weir.udp.kernel.LocalAddress;
import io.weir.udp.kernel.PortOwnership;
import io.weir.udp.split.Endpoint;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.Inet6Address;
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
 * binding and belongs to this process, which is exact as long as readers open one at a time.
 * Counting by port instead would give each subtask the drops of all.
 */
final class ListeningSocket implements Closeable {

    /** The inode of a socket that the kernel's table does not show. */
    static final long UNKNOWN_INODE = -1;

    private static final Logger LOG = LoggerFactory.getLogger(ListeningSocket.class);

    private static final int FIRST_UNPRIVILEGED_PORT = 1024;

    private static final long DROPS_MASK = 0xffff_ffffL;

    private final Endpoint endpoint;
    private final DatagramChannel channel;
    private final long inode;
    private final int receiveBufferBytes;

    // Written by one thread at a time, see ListeningSockets; read by any.
    private volatile long drops;
    private long lastDropsReading;

    private ListeningSocket(Endpoint endpoint, DatagramChannel channel, long inode)
            throws IOException {
        this.endpoint = endpoint;
        this.channel = channel;
        this.inode = inode;
        this.receiveBufferBytes = channel.getOption(StandardSocketOptions.SO_RCVBUF);
    }

    /**
     * Opens a socket on a local address. The IPv6 wildcard receives IPv4 too (and is the IPv4
     * wildcard where the host has no IPv6). Only in an exclusive step.
     *
     * @throws IOException if it cannot be bound; the message names address, port and likely cure
     */
    static ListeningSocket open(Endpoint endpoint, int receiveBufferBytes, PortOwnership ownership)
            throws IOException {
        InetSocketAddress address = endpoint.address();
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
            KernelUdpTable kernel = ownership.table();
            Set<Long> before = inodesOn(address.getPort(), kernel);
            bind(channel, endpoint, ownership);
            long inode = newInode(address.getPort(), before, kernel);
            return new ListeningSocket(endpoint, channel, inode);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    DatagramChannel channel() {
        return channel;
    }

    /** The name of its listener. */
    String listener() {
        return endpoint.listener();
    }

    LocalAddress localAddress() {
        return LocalAddress.of(endpoint.address());
    }

    /** Its number in the kernel's socket table, or {@link #UNKNOWN_INODE}. */
    long inode() {
        return inode;
    }

    /** The receive buffer that the kernel granted. */
    int receiveBufferBytes() {
        return receiveBufferBytes;
    }

    /** What the kernel dropped since it was opened, by the last reading of its table. */
    long drops() {
        return drops;
    }

    /** Takes a reading of the kernel's counter, which has 32 bits. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread at a time
    void readDrops(long reading) {
        drops += (reading - lastDropsReading) & DROPS_MASK;
        lastDropsReading = reading;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static void bind(DatagramChannel channel, Endpoint endpoint, PortOwnership ownership)
            throws IOException {
        InetSocketAddress address = endpoint.address();
        try {
            channel.bind(isDualStackWildcard(address) ? anyOf(address.getPort()) : address);
        } catch (IOException e) {
            BindException named =
                    new BindException(
                            String.format(
                                    "Cannot listen on UDP %s port %d for listener %s (%s). %s",
                                    address.getAddress().getHostAddress(),
                                    address.getPort(),
                                    endpoint.listener(),
                                    e.getMessage(),
                                    cure(address, ownership)));
            named.initCause(e);
            throw named;
        }
    }

    private static boolean isDualStackWildcard(InetSocketAddress address) {
        return address.getAddress() instanceof Inet6Address
                && address.getAddress().isAnyLocalAddress();
    }

    /** The wildcard of the channel's own family: IPv4's on a host without IPv6. */
    private static InetSocketAddress anyOf(int port) {
        return new InetSocketAddress(port);
    }

    private static String cure(InetSocketAddress address, PortOwnership ownership)
            throws IOException {
        InetAddress host = address.getAddress();
        if (!host.isAnyLocalAddress() && NetworkInterface.getByInetAddress(host) == null) {
            return "No interface of this host has that address: bind to one that `ip address`"
                    + " lists, or to the wildcard.";
        }
        String held = ownership.holders().ofPort(address.getPort());
        if (!held.isEmpty()) {
            return "The port is held by " + held + ": stop it, or use another port.";
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
            kernel.socketsOn(port).forEach(socket -> inodes.add(socket.inode()));
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
