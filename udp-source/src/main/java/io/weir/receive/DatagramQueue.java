package io.weir.receive;

import io.weir.udp.Datagram;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;

/**
 * Hands datagrams from the receive thread over to the task's thread: bounded in bytes, first in
 * first out, and the keeper of receive time.
 *
 * <p>One lock guards the datagrams, the clock and the waiting consumer together, because two of the
 * promises need it: a datagram is stamped in the same step in which it enters, so that no watermark
 * taken while the queue was empty can be later than a datagram on its way in; and a consumer asks
 * whether to wait in the same step in which it leaves its future, so that no wake-up is lost.
 *
 * <p>Receive time never runs backwards: a clock that is set back holds it still until it has caught
 * up. So the head is always the oldest.
 */
@Internal
public final class DatagramQueue {

    /** Heap of a waiting datagram beside its payload: record, array header, queue slot. */
    public static final int DATAGRAM_OVERHEAD_BYTES = 80;

    private static final CompletableFuture<Void> AVAILABLE =
            CompletableFuture.completedFuture(null);

    private final long capacityBytes;
    private final Clock clock;

    private final Object lock = new Object();
    private final Deque<Datagram> datagrams = new ArrayDeque<>();
    private long lastMillis = Long.MIN_VALUE;
    private boolean wakeUpPending;
    @Nullable private CompletableFuture<Void> waiting;
    @Nullable private Throwable failure;

    // Written under the lock; read without it by the producer and by metrics.
    private volatile long bytes;
    private volatile int size;

    /**
     * @param capacityBytes the most heap that datagrams may hold
     * @param clock gives receive time
     */
    public DatagramQueue(long capacityBytes, Clock clock) {
        this.capacityBytes = capacityBytes;
        this.clock = clock;
    }

    /**
     * Stamps and takes in a datagram whose payload is what remains in the buffer; a consumer that
     * waits learns of it by {@link #announce}. One thread calls this.
     *
     * @return whether there was room; if not, the payload was not copied
     */
    public boolean offer(long sourceHigh, long sourceLow, int sourcePort, ByteBuffer buffer) {
        int length = buffer.remaining();
        if (bytes + length + DATAGRAM_OVERHEAD_BYTES > capacityBytes) {
            return false;
        }
        byte[] payload = new byte[length];
        buffer.get(payload);
        synchronized (lock) {
            append(new Datagram(now(), sourceHigh, sourceLow, sourcePort, payload));
        }
        return true;
    }

    /**
     * Tells a waiting consumer of what was offered since the last call. Apart from {@link #offer}:
     * to wake a thread up costs as much as to receive some datagrams.
     */
    public void announce() {
        CompletableFuture<Void> consumer;
        synchronized (lock) {
            consumer = datagrams.isEmpty() ? null : takeWaiting();
        }
        release(consumer);
    }

    /**
     * Stamps and takes in a message of a connection, or the end of one, also beyond the bound: who
     * calls this asks {@link #isFull} before it reads on. One thread calls this.
     *
     * @param payload the message, which belongs to the queue from now on; empty for the end
     */
    public void add(
            long sourceHigh, long sourceLow, int sourcePort, long connection, byte[] payload) {
        CompletableFuture<Void> consumer;
        synchronized (lock) {
            append(new Datagram(now(), sourceHigh, sourceLow, sourcePort, connection, payload));
            consumer = takeWaiting();
        }
        release(consumer);
    }

    /** Whether the datagrams hold as much heap as they may. */
    public boolean isFull() {
        return bytes >= capacityBytes;
    }

    /**
     * Puts datagrams of a checkpoint before all others. They are never dropped, and count into the
     * bound for those that are received.
     */
    public void restore(List<Datagram> backlog) {
        // Each subtask's backlog is in order; those of several subtasks are merged by time.
        List<Datagram> newestFirst = new ArrayList<>(backlog);
        newestFirst.sort(Comparator.comparingLong(Datagram::receivedMillis));
        CompletableFuture<Void> consumer;
        synchronized (lock) {
            for (int i = newestFirst.size() - 1; i >= 0; i--) {
                Datagram datagram = newestFirst.get(i);
                datagrams.addFirst(datagram);
                account(datagram, 1);
            }
            consumer = takeWaiting();
        }
        release(consumer);
    }

    /**
     * The oldest datagram, or null when there is none.
     *
     * @throws IOException if the producer has failed; what is still queued stays there, a restart
     *     emits what the last checkpoint holds
     */
    @Nullable
    public Datagram poll() throws IOException {
        synchronized (lock) {
            if (failure != null) {
                throw new IOException("Receiving datagrams failed: " + failure, failure);
            }
            wakeUpPending = false;
            Datagram datagram = datagrams.pollFirst();
            if (datagram != null) {
                account(datagram, -1);
            }
            return datagram;
        }
    }

    /** All datagrams, oldest first; they stay queued. */
    public List<Datagram> snapshot() {
        synchronized (lock) {
            return List.copyOf(datagrams);
        }
    }

    /**
     * The receive time before which nothing can come any more, minus 1 ms: that of the oldest
     * datagram, or now when there is none.
     */
    public long watermarkMillis() {
        synchronized (lock) {
            Datagram oldest = datagrams.peekFirst();
            return (oldest == null ? now() : oldest.receivedMillis()) - 1;
        }
    }

    /** Complete when there is something to poll, or a wake-up, or a failure since the last poll. */
    public CompletableFuture<Void> available() {
        synchronized (lock) {
            if (!datagrams.isEmpty() || wakeUpPending || failure != null) {
                return AVAILABLE;
            }
            if (waiting == null) {
                waiting = new CompletableFuture<>();
            }
            return waiting;
        }
    }

    /** Lets a waiting consumer poll although nothing has come. */
    public void wakeUp() {
        CompletableFuture<Void> consumer;
        synchronized (lock) {
            wakeUpPending = true;
            consumer = takeWaiting();
        }
        release(consumer);
    }

    /** Tells the consumer that nothing will come any more, and why. */
    public void fail(Throwable cause) {
        CompletableFuture<Void> consumer;
        synchronized (lock) {
            failure = cause;
            consumer = takeWaiting();
        }
        release(consumer);
    }

    /** Heap held by the datagrams. */
    public long bytes() {
        return bytes;
    }

    /** Number of datagrams; ends of connections are none. */
    public int size() {
        return size;
    }

    private void append(Datagram datagram) {
        datagrams.addLast(datagram);
        account(datagram, 1);
    }

    /** Only under the lock. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    private void account(Datagram datagram, int sign) {
        size += datagram.endsConnection() ? 0 : sign;
        bytes += (long) sign * (datagram.payload().length + DATAGRAM_OVERHEAD_BYTES);
    }

    private long now() {
        lastMillis = Math.max(lastMillis, clock.millis());
        return lastMillis;
    }

    @Nullable
    private CompletableFuture<Void> takeWaiting() {
        CompletableFuture<Void> consumer = waiting;
        waiting = null;
        return consumer;
    }

    /** Outside of the lock: completing a future runs whatever its owner has chained to it. */
    private static void release(@Nullable CompletableFuture<Void> consumer) {
        if (consumer != null) {
            consumer.complete(null);
        }
    }
}
