package io.weir.tcp.reader;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import io.weir.receive.DatagramQueue;
import io.weir.tcp.TcpListener;
import io.weir.tcp.metrics.TcpReaderMetrics;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The receive thread of a reader: accepts connections, reads messages from them into the queue, and
 * closes those that exceed a limit. It wakes the consumer up when nothing comes, so that watermarks
 * go on.
 */
final class TcpReceiver implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(TcpReceiver.class);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Looks after time limits so many times per shortest limit. */
    private static final int CHECKS_PER_LIMIT = 8;

    private static final long LONGEST_CHECK_MILLIS = 1_000;

    private final EventLoopGroup threads;
    private final EventLoop thread;
    private final Connections connections;
    private final AtomicBoolean resuming = new AtomicBoolean();

    private TcpReceiver(EventLoopGroup threads, Connections connections) {
        this.threads = threads;
        this.thread = threads.next();
        this.connections = connections;
    }

    /**
     * Listens on all ports or on none, and starts receiving.
     *
     * @param wakeUp after how long to wake the consumer up
     * @throws IOException if a port cannot be bound or a file of TLS cannot be used; the message
     *     says which and why
     */
    static TcpReceiver start(
            TcpReaderOptions options,
            DatagramQueue queue,
            TcpReaderMetrics metrics,
            ConnectionNumbers numbers,
            Duration wakeUp,
            String threadName)
            throws IOException {
        SslContext tls = options.tls() == null ? null : TlsContext.of(options.tls());
        Connections connections = new Connections(options, queue, metrics, numbers);
        EventLoopGroup threads =
                new NioEventLoopGroup(1, new DefaultThreadFactory(threadName, true));
        TcpReceiver receiver = new TcpReceiver(threads, connections);
        try {
            receiver.listen(options, new ListenerChannels(threads, connections, tls), metrics);
            receiver.repeat(queue::wakeUp, wakeUp.toMillis());
            receiver.repeat(connections::closeOverdue, checkMillis(options.limits()));
            return receiver;
        } catch (IOException | RuntimeException e) {
            receiver.close();
            throw e;
        }
    }

    private void listen(
            TcpReaderOptions options, ListenerChannels channels, TcpReaderMetrics metrics)
            throws IOException {
        for (TcpListener listener : options.listeners()) {
            var channel =
                    channels.open(options.bind(), listener, metrics.listener(listener.name()));
            thread.submit(() -> connections.listensOn(channel)).awaitUninterruptibly();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it ends with the thread
    private void repeat(Runnable task, long periodMillis) {
        thread.scheduleWithFixedDelay(task, periodMillis, periodMillis, TimeUnit.MILLISECONDS);
    }

    private static long checkMillis(ConnectionLimits limits) {
        long shortest =
                Math.min(
                        limits.handshake().toMillis(),
                        Math.min(limits.idle().toMillis(), limits.message().toMillis()));
        return Math.max(1, Math.min(LONGEST_CHECK_MILLIS, shortest / CHECKS_PER_LIMIT));
    }

    /** Stops reading: when this returns, nothing more comes until {@link #resume}. */
    void pause() {
        Future<?> done = thread.submit(connections::pause);
        if (!done.awaitUninterruptibly(PATIENCE.toMillis()) || !done.isSuccess()) {
            LOG.warn("The TCP receive thread does not pause.", done.cause());
        }
    }

    /** Lets reading go on soon. */
    void resume() {
        if (!resuming.getAndSet(true)) {
            thread.execute(
                    () -> {
                        resuming.set(false);
                        connections.resume();
                    });
        }
    }

    boolean isPaused() {
        return connections.isPaused();
    }

    /** Closes all connections, frees the ports and ends the thread; returns when that is done. */
    @Override
    public void close() {
        thread.execute(connections::stop);
        Future<?> ended = threads.shutdownGracefully(0, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        try {
            ended.await(2 * PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!ended.isDone()) {
            LOG.warn("The TCP receive thread has not ended yet.");
        }
    }
}
