package io.weir.tcp.reader;

import io.weir.receive.DatagramQueue;
import io.weir.receive.ReceiveTimeWatermarks;
import io.weir.tcp.metrics.TcpReaderMetrics;
import io.weir.udp.Datagram;
import io.weir.udp.split.UdpSplit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Emits the messages of a subtask's connections, each with its receive time as timestamp, the ends
 * of connections, and the watermark of receive time.
 *
 * <p>It listens from the start on. Splits are backlogs: a checkpoint holds the messages that wait
 * in the queue. Reading pauses with each checkpoint until the task asks for the next message; after
 * the savepoint of a stop it never does, so that nothing is received that nobody will emit.
 */
@Internal
public final class TcpReader implements SourceReader<Datagram, UdpSplit> {

    private static final Logger LOG = LoggerFactory.getLogger(TcpReader.class);

    private final int subtask;
    private final TcpReaderOptions options;
    private final Clock clock;
    private final TcpReaderMetrics metrics;
    private final DatagramQueue queue;
    private final ReceiveTimeWatermarks watermarks;

    @Nullable private volatile TcpReceiver receiver;

    public TcpReader(SourceReaderContext context, TcpReaderOptions options, Clock clock) {
        this.subtask = context.getIndexOfSubtask();
        this.options = options;
        this.clock = clock;
        this.metrics = new TcpReaderMetrics(context.metricGroup());
        this.queue = new DatagramQueue(options.queueBytes(), clock);
        this.watermarks = new ReceiveTimeWatermarks(queue, clock, options.watermarkInterval());
        metrics.observeQueue(queue::bytes, () -> (long) queue.size());
        metrics.observePauses(() -> isPaused() ? 1 : 0);
    }

    /**
     * Listens.
     *
     * @throws UncheckedIOException if a port cannot be bound or a file of TLS cannot be used; the
     *     message says which and why
     */
    @Override
    public void start() {
        try {
            receiver =
                    TcpReceiver.start(
                            options,
                            queue,
                            metrics,
                            new ConnectionNumbers(subtask, clock),
                            watermarks.wakeUpInterval(),
                            "tcp-receiver-" + subtask);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
        LOG.info("Listens for TCP connections on {}: {}.", options.bind(), options.listeners());
    }

    @Override
    public InputStatus pollNext(ReaderOutput<Datagram> output) throws IOException {
        watermarks.emitIfDue(output);
        Datagram datagram = queue.poll();
        if (isPaused() && queue.bytes() <= options.queueBytes() / 2) {
            receiver.resume();
        }
        if (datagram == null) {
            return InputStatus.NOTHING_AVAILABLE;
        }
        output.collect(datagram, datagram.receivedMillis());
        return InputStatus.MORE_AVAILABLE;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return queue.available();
    }

    @Override
    public List<UdpSplit> snapshotState(long checkpointId) {
        TcpReceiver open = receiver;
        if (open != null) {
            open.pause();
            queue.wakeUp(); // for the poll that resumes
        }
        List<Datagram> backlog = queue.snapshot();
        return backlog.isEmpty() ? List.of() : List.of(UdpSplit.backlog(subtask, backlog));
    }

    /** Takes over backlogs. */
    @Override
    public void addSplits(List<UdpSplit> splits) {
        List<Datagram> backlog = new ArrayList<>();
        splits.forEach(split -> backlog.addAll(split.backlog()));
        if (!backlog.isEmpty()) {
            queue.restore(backlog);
            metrics.restored(
                    backlog.stream().filter(Predicate.not(Datagram::endsConnection)).count());
            LOG.info("Emits {} messages of the checkpoint first.", backlog.size());
        }
    }

    /** Means nothing here: the source is unbounded. */
    @Override
    public void notifyNoMoreSplits() {}

    /** Pauses nothing: all of a reader's messages share one watermark. */
    @Override
    public void pauseOrResumeSplits(
            Collection<String> splitsToPause, Collection<String> splitsToResume) {}

    @Override
    public void close() {
        TcpReceiver open = receiver;
        if (open == null) {
            return;
        }
        receiver = null;
        open.close();
        LOG.info(
                "Stopped receiving over TCP: {} messages of {} connections, {} of them still"
                        + " queued.",
                metrics.messagesReceived(),
                metrics.connectionsAccepted(),
                queue.size());
    }

    private boolean isPaused() {
        TcpReceiver open = receiver;
        return open != null && open.isPaused();
    }
}
