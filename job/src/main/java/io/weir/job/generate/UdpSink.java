package io.weir.job.generate;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends the datagrams over UDP, from one socket per exporter.
 *
 * <p>To an IPv4 loopback address each exporter sends from an address of its own, 127.0.1.1 and so
 * on; to any other they share the host's address and differ by port.
 *
 * <p>After a burst it pauses: a receive buffer of Linux's default size holds fewer than a hundred
 * datagrams. A sender of high rate has longer bursts: who receives so much has larger buffers.
 */
final class UdpSink implements DatagramSink {

    private static final int SHORTEST_BURST = 50;

    /** Two milliseconds' worth of full datagrams, of 20 flows or more. */
    private static final int FLOWS_PER_SECOND_AND_BURST = 10_000;

    private static final long PAUSE_NANOS = 200_000;
    private static final int LARGEST_DATAGRAM = 65_507;

    private final DatagramChannel[] channels;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST_DATAGRAM);
    private final String[] addresses;
    private final int burst;
    private int sentInBurst;
    private volatile String lastRefusal = "";

    /**
     * @param flowsPerSecond of all exporters together
     * @throws IOException if a socket cannot be opened or bound
     */
    UdpSink(InetSocketAddress collector, int exporters, int flowsPerSecond) throws IOException {
        channels = new DatagramChannel[exporters];
        addresses = new String[exporters];
        burst = Math.max(SHORTEST_BURST, flowsPerSecond / FLOWS_PER_SECOND_AND_BURST);
        try {
            for (int site = 0; site < exporters; site++) {
                channels[site] = open(collector, site);
                addresses[site] = describe(channels[site], collector);
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    @Override
    public boolean send(int site, long epochMicros, byte[] payload, int length) throws IOException {
        if (sentInBurst++ == burst) {
            LockSupport.parkNanos(PAUSE_NANOS);
            sentInBurst = 1;
        }
        buffer.clear().put(payload, 0, length).flip();
        try {
            channels[site].write(buffer);
            return true;
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            lastRefusal = e.getMessage() == null ? "connection refused" : e.getMessage();
            return false;
        }
    }

    /** Says that the sender has just paused by itself. */
    void paused() {
        sentInBurst = 0;
    }

    /** Why the network last refused a datagram; empty if it never did. */
    String lastRefusal() {
        return lastRefusal;
    }

    @Override
    public String exporter(int site) {
        return addresses[site];
    }

    @Override
    public void close() throws IOException {
        for (DatagramChannel channel : channels) {
            if (channel != null) {
                channel.close();
            }
        }
    }

    /** Where exporters share an address, with the port that tells them apart. */
    private static String describe(DatagramChannel channel, InetSocketAddress collector)
            throws IOException {
        InetSocketAddress local = (InetSocketAddress) channel.getLocalAddress();
        String address = local.getAddress().getHostAddress();
        return hasAddressesForAll(collector) ? address : address + ":" + local.getPort();
    }

    private static boolean hasAddressesForAll(InetSocketAddress collector) {
        return collector.getAddress().isLoopbackAddress()
                && collector.getAddress().getAddress().length == 4;
    }

    private static DatagramChannel open(InetSocketAddress collector, int site) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            if (hasAddressesForAll(collector)) {
                bind(channel, InetAddress.getByAddress(loopback(site)));
            }
            // Connected, so that a port nobody listens on is reported.
            return channel.connect(collector);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static byte[] loopback(int site) {
        return AddressPlan.loopbackExporter(site).toBytes();
    }

    private static void bind(DatagramChannel channel, InetAddress source) throws IOException {
        try {
            channel.bind(new InetSocketAddress(source, 0));
        } catch (SocketException e) {
            throw new IOException(
                    "Cannot send from "
                            + source.getHostAddress()
                            + " ("
                            + e.getMessage()
                            + "): each simulated exporter needs a loopback address of its own."
                            + " Linux has all of 127.0.0.0/8; elsewhere add the address to the"
                            + " loopback interface.",
                    e);
        }
    }
}
