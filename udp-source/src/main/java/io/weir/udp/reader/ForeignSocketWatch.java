package io.weir.udp.reader;

import io.weir.udp.kernel.KernelUdpTable;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for other programs that come to share a port after it was opened: the kernel lets them, and
 * tells nobody. Says once of each socket whose it is.
 */
final class ForeignSocketWatch implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(ForeignSocketWatch.class);

    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final ListeningSockets sockets;
    private final Duration interval;
    private final CountDownLatch closed = new CountDownLatch(1);
    private Set<Long> known = Set.of();
    private volatile int foreign;

    private ForeignSocketWatch(ListeningSockets sockets, Duration interval) {
        this.sockets = sockets;
        this.interval = interval;
    }

    /** Looks now and then every 10 s, on a thread of its own: receiving never waits for it. */
    static ForeignSocketWatch start(ListeningSockets sockets, String threadName) {
        return start(sockets, threadName, INTERVAL);
    }

    static ForeignSocketWatch start(
            ListeningSockets sockets, String threadName, Duration interval) {
        ForeignSocketWatch watch = new ForeignSocketWatch(sockets, interval);
        if (sockets.isOwnershipKnown()) {
            Thread thread = new Thread(watch::run, threadName);
            thread.setDaemon(true);
            thread.start();
        }
        return watch;
    }

    /** How many there were at the last look. */
    int foreign() {
        return foreign;
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void run() {
        try {
            do {
                look();
            } while (!closed.await(interval.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // somebody wants the thread to end
        }
    }

    private void look() {
        try {
            List<KernelUdpTable.Socket> found = sockets.foreignToReport();
            List<KernelUdpTable.Socket> appeared =
                    found.stream().filter(socket -> !known.contains(socket.inode())).toList();
            if (!appeared.isEmpty()) {
                LOG.warn(
                        "Another program listens on {}. The kernel gives it a share of the"
                                + " datagrams: stop it.",
                        sockets.describe(appeared));
            }
            known = new HashSet<>(found.stream().map(KernelUdpTable.Socket::inode).toList());
            foreign = found.size();
        } catch (IOException | RuntimeException e) { // the next look may do better
            LOG.debug("Foreign sockets could not be looked for.", e);
        }
    }
}
