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
 * <p>After {@value #BURST} datagrams it pauses: a receive buffer of Linux's default size holds
 * fewer than a hundred.
 */
final class UdpSink implements DatagramSink {

    private static final int BURST = 50;
    private static final long PAUSE_NANOS = 200_000;
    private static final int LARGEST_DATAGRAM = 65_507;

    private final DatagramChannel[] channels;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST_DATAGRAM);
    private int sentInBurst;
    private volatile String lastRefusal = "";

    /**
     * @throws IOException if a socket cannot be opened or bound
     */
    UdpSink(InetSocketAddress collector, int exporters) throws IOException {
        channels = new DatagramChannel[exporters];
        try {
            for (int site = 0; site < exporters; site++) {
                channels[site] = open(collector, site);
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    @Override
    public boolean send(int site, long epochMicros, byte[] payload, int length) throws IOException {
        if (sentInBurst++ == BURST) {
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
    public void close() throws IOException {
        for (DatagramChannel channel : channels) {
            if (channel != null) {
                channel.close();
            }
        }
    }

    private static DatagramChannel open(InetSocketAddress collector, int site) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            if (collector.getAddress().isLoopbackAddress()
                    && collector.getAddress().getAddress().length == 4) {
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
