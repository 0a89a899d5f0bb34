package io.weir.udp.reader;

import io.weir.receive.DatagramQueue;
import io.weir.udp.AllowList;
import io.weir.udp.Datagram;
import io.weir.udp.metrics.ListenerMetrics;
import io.weir.udp.metrics.UdpReaderMetrics;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import javax.annotation.Nullable;
import org.apache.flink.util.IOUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The receive thread of a reader: moves datagrams from its sockets into the queue as fast as they
 * come, and counts those that it does not take: from senders that are not allowed, and those that
 * find no room. When nothing comes it wakes the consumer up, so that watermarks go on. Any error
 * ends the thread and fails the queue.
 */
final class UdpReceiver implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(UdpReceiver.class);

    /** How many datagrams to take from a socket before the others get their turn. */
    private static final int TURN_DATAGRAMS = 256;

    /**
     * How long to leave datagrams to the kernel after those that were there: a fraction of what a
     * receive buffer bridges, and less than anybody waits for a flow.
     */
    private static final long GATHER_NANOS = 100_000;

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    /**
     * What the kernel takes from a receive buffer for the smallest datagram, at least: its own
     * structures alone are larger (SKB_TRUESIZE in include/linux/skbuff.h).
     */
    private static final int KERNEL_BYTES_PER_DATAGRAM = 512;

    /** The kernel lets a receive buffer grow to twice the size it tells Java (socket(7)). */
    private static final int KERNEL_BYTES_PER_GRANTED = 2;

    /** A socket and where its datagrams are counted. */
    private record Source(ListeningSocket socket, ListenerMetrics metrics) {}

    private final ListeningSockets sockets;
    private final List<Source> sources = new ArrayList<>();
    private final Selector selector;
    private final DatagramQueue queue;
    private final AllowList allow;
    private final UdpReaderMetrics metrics;
    private final RefusedSenders refusedSenders =
            new RefusedSenders(System::nanoTime, UdpReceiver::logRefused);
    private final long idleWakeUpMillis;
    private final Thread thread;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(Datagram.MAX_PAYLOAD_BYTES);
    private volatile boolean closed;

    @Nullable private InetSocketAddress lastSender;
    private long sourceHigh;
    private long sourceLow;
    private boolean senderAllowed;

    private UdpReceiver(
            ListeningSockets sockets,
            Selector selector,
            DatagramQueue queue,
            AllowList allow,
            UdpReaderMetrics metrics,
            Duration idleWakeUp,
            String threadName) {
        this.sockets = sockets;
        this.selector = selector;
        this.queue = queue;
        this.allow = allow;
        this.metrics = metrics;
        this.idleWakeUpMillis = idleWakeUp.toMillis();
        this.thread = new Thread(this::run, threadName);
        this.thread.setDaemon(true);
    }

    /**
     * Starts receiving. The receiver owns the sockets from now on, also when this fails.
     *
     * @param idleWakeUp after how long without datagrams to wake the consumer up, 1 ms or more
     */
    static UdpReceiver start(
            ListeningSockets sockets,
            DatagramQueue queue,
            AllowList allow,
            UdpReaderMetrics metrics,
            Duration idleWakeUp,
            String threadName)
            throws IOException {
        Selector selector = null;
        try {
            selector = Selector.open();
            UdpReceiver receiver =
                    new UdpReceiver(
                            sockets, selector, queue, allow, metrics, idleWakeUp, threadName);
            receiver.register();
            receiver.thread.start();
            return receiver;
        } catch (IOException | RuntimeException e) {
            sockets.close();
            IOUtils.closeQuietly(selector);
            throw e;
        }
    }

    private void register() throws IOException {
        for (ListeningSocket socket : sockets.all()) {
            ListenerMetrics listener = metrics.listener(socket.listener());
            listener.observeSocket(
                    () -> sockets.droppedByKernel(socket), socket::receiveBufferBytes);
            Source source = new Source(socket, listener);
            sources.add(source);
            socket.channel().register(selector, SelectionKey.OP_READ, source);
        }
    }

    /**
     * Ends the thread, counts what it left in the kernel's buffers, and frees the ports; returns
     * when all is done.
     */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        awaitEndOfThread();
        if (thread.isAlive()) {
            LOG.warn("The UDP receive thread has not ended yet; its sockets are closed now.");
        } else {
            sources.forEach(this::discardRest);
        }
        // After the channels: the selector's closing is what frees the ports of registered ones.
        sockets.close();
        IOUtils.closeQuietly(selector);
        sockets.releaseClaims();
    }

    /** An interrupt does not keep it from closing in order; it is passed on. */
    private void awaitEndOfThread() {
        long deadline = System.nanoTime() + CLOSE_TIMEOUT.toNanos();
        boolean interrupted = false;
        for (long left = CLOSE_TIMEOUT.toMillis();
                left > 0 && thread.isAlive();
                left = (deadline - System.nanoTime()) / 1_000_000) {
            try {
                thread.join(left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Counts what is in the socket's buffer. No more than can have been there: a sender that goes
     * on must not keep the socket open.
     */
    private void discardRest(Source source) {
        long most =
                (long) source.socket().receiveBufferBytes()
                        * KERNEL_BYTES_PER_GRANTED
                        / KERNEL_BYTES_PER_DATAGRAM;
        int discarded = 0;
        try {
            while (discarded < most && receive(source.socket().channel()) != null) {
                discarded++;
            }
        } catch (IOException e) {
            LOG.warn("What is left in a receive buffer cannot be counted.", e);
        }
        source.metrics().discardedAtClose(discarded);
    }

    private void run() {
        try {
            while (!closed) {
                receiveOrWakeUp();
            }
        } catch (Throwable e) { // an Error must fail the reader just as well
            if (!closed) {
                LOG.error("The UDP receive thread ends.", e);
                queue.fail(e);
            }
        }
    }

    private void receiveOrWakeUp() throws IOException {
        selector.select(idleWakeUpMillis);
        if (selector.selectedKeys().isEmpty()) {
            queue.wakeUp();
            return;
        }
        boolean emptied = true;
        for (SelectionKey key : selector.selectedKeys()) {
            emptied &= receiveTurn((Source) key.attachment());
        }
        selector.selectedKeys().clear();
        queue.announce();
        if (emptied) {
            // Lets datagrams gather in the kernel's buffer: each waking of a thread is for several.
            LockSupport.parkNanos(GATHER_NANOS);
        }
    }

    /** Returns whether nothing was left in the socket. */
    private boolean receiveTurn(Source source) throws IOException {
        for (int i = 0; i < TURN_DATAGRAMS; i++) {
            InetSocketAddress sender = receive(source.socket().channel());
            if (sender == null) {
                return true;
            }
            handOver(sender, source.metrics());
        }
        return false;
    }

    /** Leaves the payload in the buffer; null if nothing has come. */
    @Nullable
    private InetSocketAddress receive(DatagramChannel channel) throws IOException {
        buffer.clear();
        InetSocketAddress sender = (InetSocketAddress) channel.receive(buffer);
        buffer.flip();
        return sender;
    }

    private void handOver(InetSocketAddress sender, ListenerMetrics listener) {
        listener.received(buffer.remaining());
        resolve(sender);
        if (!senderAllowed) {
            listener.notAllowed();
            refusedSenders.refused(sender.getAddress());
        } else if (!queue.offer(sourceHigh, sourceLow, sender.getPort(), buffer)) {
            metrics.droppedQueueFull(sourceHigh, sourceLow);
        }
    }

    /** The channel gives the same object again while the sender stays the same. */
    @SuppressWarnings("ReferenceEquality")
    private void resolve(InetSocketAddress sender) {
        if (sender == lastSender) {
            return;
        }
        lastSender = sender;
        InetAddress address = sender.getAddress();
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        if (bytes.remaining() == Integer.BYTES) {
            sourceHigh = 0;
            sourceLow = 0x0000_ffff_0000_0000L | Integer.toUnsignedLong(bytes.getInt());
        } else {
            sourceHigh = bytes.getLong();
            sourceLow = bytes.getLong();
        }
        senderAllowed = allow.permits(sourceHigh, sourceLow);
    }

    private static void logRefused(InetAddress sender, long heldBack) {
        LOG.warn(
                "A datagram of {} was not taken: the address is not on the allow-list. {} more"
                        + " since the last such message.",
                sender.getHostAddress(),
                heldBack);
    }
}
