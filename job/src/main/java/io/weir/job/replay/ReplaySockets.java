package io.weir.job.replay;

import io.weir.codec.IpAddress;
import io.weir.udp.Datagram;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Sends datagrams to one collector, from one socket for each address and port that they were
 * captured from.
 *
 * <p>To an IPv4 loopback address each exporter sends from a loopback address of its own, see {@link
 * LoopbackAddresses}. To any other they share this host's address and differ by port only: nobody
 * can send from an address that is not his.
 *
 * <p>At most {@value #MAX_SOCKETS} sockets are open; of more exporters, the one that has not sent
 * for longest continues from another port.
 */
public final class ReplaySockets implements ReplaySink, Closeable {

    static final int MAX_SOCKETS = 1000;

    private final InetSocketAddress collector;
    private final Consumer<SentAs> opened;
    private final LoopbackAddresses loopback = new LoopbackAddresses();
    private final Map<Source, DatagramChannel> channels = new LinkedHashMap<>(16, 0.75f, true);
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(Datagram.MAX_PAYLOAD_BYTES);
    private String lastRefusal = "";

    /**
     * @param collector resolved address and port
     * @param opened told of each socket when it is opened
     */
    public ReplaySockets(InetSocketAddress collector, Consumer<SentAs> opened) {
        this.collector = collector;
        this.opened = opened;
    }

    @Override
    public boolean send(Datagram datagram) throws IOException {
        DatagramChannel channel = channel(datagram);
        buffer.clear().put(datagram.payload()).flip();
        try {
            channel.write(buffer);
            return true;
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            lastRefusal = e.getMessage() == null ? "connection refused" : e.getMessage();
            return false;
        }
    }

    /** Why the network last refused a datagram; empty if it never did. */
    public String lastRefusal() {
        return lastRefusal;
    }

    @Override
    public void close() throws IOException {
        for (DatagramChannel channel : channels.values()) {
            channel.close();
        }
    }

    private DatagramChannel channel(Datagram datagram) throws IOException {
        Source source =
                new Source(datagram.sourceHigh(), datagram.sourceLow(), datagram.sourcePort());
        DatagramChannel channel = channels.get(source);
        if (channel == null) {
            closeEldest();
            channel = open(source);
            channels.put(source, channel);
            opened.accept(
                    new SentAs(
                            source.address(),
                            source.port(),
                            (InetSocketAddress) channel.getLocalAddress()));
        }
        return channel;
    }

    private void closeEldest() throws IOException {
        if (channels.size() == MAX_SOCKETS) {
            Iterator<DatagramChannel> eldestFirst = channels.values().iterator();
            eldestFirst.next().close();
            eldestFirst.remove();
        }
    }

    private DatagramChannel open(Source source) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            if (isIpv4Loopback(collector.getAddress())) {
                byte[] address = loopback.of(source.address()).toBytes();
                bind(channel, InetAddress.getByAddress(address));
            }
            // Connected, so that a port nobody listens on is reported.
            return channel.connect(collector);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static boolean isIpv4Loopback(InetAddress address) {
        return address.isLoopbackAddress() && address.getAddress().length == 4;
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
                            + "): to a loopback address each exporter sends from one of its own."
                            + " Linux has all of 127.0.0.0/8; elsewhere add the address to the"
                            + " loopback interface.",
                    e);
        }
    }

    /** Where a datagram was captured from. */
    private record Source(long high, long low, int port) {

        IpAddress address() {
            return new IpAddress(high, low);
        }
    }
}
