package io.weir.udp.reader;

import io.weir.receive.DatagramQueue;
import io.weir.udp.Datagram;
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
import javax.annotation.Nullable;
import org.apache.flink.util.IOUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The receive thread of a reader: moves datagrams from its sockets into the queue as fast as they
 * come, and drops and counts those that find no room. When nothing comes it wakes the consumer up,
 * so that watermarks go on. Any error ends the thread and fails the queue.
 */
final class UdpReceiver implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(UdpReceiver.class);

    /** How many datagrams to take from a socket before the others get their turn. */
    private static final int TURN_DATAGRAMS = 256;

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final ListeningSockets sockets;
    private final Selector selector;
    private final DatagramQueue queue;
    private final UdpReaderMetrics metrics;
    private final long idleWakeUpMillis;
    private final Thread thread;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(Datagram.MAX_PAYLOAD_BYTES);
    private volatile boolean closed;

    @Nullable private InetSocketAddress lastSender;
    private long sourceHigh;
    private long sourceLow;

    private UdpReceiver(
            ListeningSockets sockets,
            Selector selector,
            DatagramQueue queue,
            UdpReaderMetrics metrics,
            Duration idleWakeUp,
            String threadName) {
        this.sockets = sockets;
        this.selector = selector;
        this.queue = queue;
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
            UdpReaderMetrics metrics,
            Duration idleWakeUp,
            String threadName)
            throws IOException {
        Selector selector = null;
        try {
            selector = Selector.open();
            for (ListeningSocket socket : sockets.all()) {
                socket.channel().register(selector, SelectionKey.OP_READ);
            }
            UdpReceiver receiver =
                    new UdpReceiver(sockets, selector, queue, metrics, idleWakeUp, threadName);
            receiver.thread.start();
            return receiver;
        } catch (IOException | RuntimeException e) {
            sockets.close();
            IOUtils.closeQuietly(selector);
            throw e;
        }
    }

    /** Ends the thread and frees the ports; returns when both are done. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join(CLOSE_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("The UDP receive thread has not ended yet; its sockets are closed now.");
        }
        // After the channels: the selector's closing is what frees the ports of registered ones.
        sockets.close();
        IOUtils.closeQuietly(selector);
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
        for (SelectionKey key : selector.selectedKeys()) {
            receiveTurn((DatagramChannel) key.channel());
        }
        selector.selectedKeys().clear();
    }

    private void receiveTurn(DatagramChannel channel) throws IOException {
        for (int i = 0; i < TURN_DATAGRAMS; i++) {
            buffer.clear();
            InetSocketAddress sender = (InetSocketAddress) channel.receive(buffer);
            if (sender == null) {
                return;
            }
            buffer.flip();
            handOver(sender);
        }
    }

    private void handOver(InetSocketAddress sender) {
        metrics.received(buffer.remaining());
        resolve(sender);
        if (!queue.offer(sourceHigh, sourceLow, sender.getPort(), buffer)) {
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
    }
}
