package io.weir.tcp.reader;

import io.netty.channel.Channel;
import io.weir.receive.DatagramQueue;
import io.weir.tcp.metrics.CloseReason;
import io.weir.tcp.metrics.ListenerMetrics;
import io.weir.tcp.metrics.RefusalReason;
import io.weir.tcp.metrics.TcpReaderMetrics;
import io.weir.udp.AllowList;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of a reader and the listeners they came by: who gets in, who is too slow, and
 * whether anything is read at all. The receive thread alone uses it, but for {@link #isPaused}.
 *
 * <p>The queue can overshoot its bound by what is read before the pause takes hold: at most one
 * read of each connection.
 */
final class Connections {

    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    private static final long LOG_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final ConnectionLimits limits;
    private final AllowList allowed;
    private final DatagramQueue queue;
    private final TcpReaderMetrics metrics;
    private final ConnectionNumbers numbers;

    private final ReadingTime time = new ReadingTime(System::nanoTime);
    private final LogLimit refusalLog = new LogLimit(LOG_INTERVAL_NANOS, System::nanoTime);
    private final LogLimit closeLog = new LogLimit(LOG_INTERVAL_NANOS, System::nanoTime);
    private final List<Channel> listening = new ArrayList<>();
    private final Set<Connection> open = new HashSet<>();
    private volatile boolean paused;
    private boolean stopped;

    Connections(
            TcpReaderOptions options,
            DatagramQueue queue,
            TcpReaderMetrics metrics,
            ConnectionNumbers numbers) {
        this.limits = options.limits();
        this.allowed = options.allowed();
        this.queue = queue;
        this.metrics = metrics;
        this.numbers = numbers;
    }

    /** Takes a listening channel into account: it accepts nothing during a pause. */
    void listensOn(Channel channel) {
        listening.add(channel);
    }

    /** The connection of a channel, or null if it is refused: then the channel is to be closed. */
    @Nullable
    Connection admit(Channel channel, ListenerMetrics listener, Connection.Phase phase) {
        if (!(channel.remoteAddress() instanceof InetSocketAddress address) || stopped) {
            return null; // gone before it was here
        }
        Sender sender = Sender.of(address);
        if (!allowed.permits(sender.high(), sender.low())) {
            return refuse(RefusalReason.NOT_ALLOWED, address);
        }
        if (open.size() >= limits.connections()) {
            return refuse(RefusalReason.LIMIT, address);
        }
        metrics.accepted(listener);
        Connection connection = new Connection(this, channel, sender, listener, phase);
        open.add(connection);
        if (paused) {
            channel.config().setAutoRead(false);
        }
        return connection;
    }

    @Nullable
    private Connection refuse(RefusalReason reason, InetSocketAddress address) {
        metrics.refused(reason);
        if (refusalLog.permits()) {
            LOG.warn(
                    "Refused a TCP connection from {} ({}; {} open; {} more refused since the last"
                            + " such message).",
                    address,
                    reason.label(),
                    open.size(),
                    refusalLog.suppressed());
        }
        return null;
    }

    /** Hands a complete message over; pauses when the queue is full with it. */
    void received(Connection connection, byte[] message) {
        Sender sender = connection.sender();
        metrics.received(connection.listener(), message.length);
        queue.add(sender.high(), sender.low(), sender.port(), connection.number(), message);
        if (queue.isFull()) {
            pause();
        }
    }

    /**
     * Forgets a connection that has ended, and tells so downstream if anything of it is known
     * there.
     */
    void ended(Connection connection, CloseReason reason) {
        open.remove(connection);
        metrics.closed(reason);
        if (connection.isNumbered() && !stopped) {
            Sender sender = connection.sender();
            queue.add(sender.high(), sender.low(), sender.port(), connection.number(), new byte[0]);
        }
    }

    /** Reads from nobody and accepts nobody until {@link #resume}: senders wait. */
    void pause() {
        if (paused || stopped) {
            return;
        }
        paused = true;
        time.pause();
        setReading(false);
    }

    void resume() {
        if (!paused || stopped) {
            return;
        }
        time.resume();
        paused = false;
        setReading(true);
    }

    /** Any thread may ask. */
    boolean isPaused() {
        return paused;
    }

    private void setReading(boolean reading) {
        listening.forEach(channel -> channel.config().setAutoRead(reading));
        // A copy: a connection that turns out to have ended leaves the set.
        List.copyOf(open).forEach(connection -> connection.setReading(reading));
    }

    /** Closes connections that exceed a time limit. */
    void closeOverdue() {
        if (!paused) {
            List.copyOf(open).forEach(connection -> connection.closeIfOverdue(limits));
        }
    }

    /** Closes everything; nothing reaches the queue any more. */
    @SuppressWarnings("FutureReturnValueIgnored") // the thread waits for all of it when it ends
    void stop() {
        stopped = true;
        listening.forEach(Channel::close);
        List.copyOf(open).forEach(connection -> connection.close(CloseReason.STOP));
    }

    boolean isStopped() {
        return stopped;
    }

    void fail(Throwable cause) {
        LOG.error("Receiving over TCP fails.", cause);
        queue.fail(cause);
    }

    long numberOfNext() {
        return numbers.next();
    }

    long now() {
        return time.now();
    }

    TcpReaderMetrics metrics() {
        return metrics;
    }

    /** Logs, at a limited rate, why a connection is closed. */
    void logClosing(Channel channel, String why) {
        if (closeLog.permits()) {
            LOG.warn(
                    "Closes the TCP connection of {} to port {}: {} ({} more closed since the last"
                            + " such message).",
                    channel.remoteAddress(),
                    ((InetSocketAddress) channel.localAddress()).getPort(),
                    why,
                    closeLog.suppressed());
        }
    }
}
