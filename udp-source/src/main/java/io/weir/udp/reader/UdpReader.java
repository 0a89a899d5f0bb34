package io.weir.udp.reader;

import io.weir.receive.DatagramQueue;
import io.weir.receive.ReceiveTimeWatermarks;
import io.weir.udp.Datagram;
import io.weir.udp.kernel.PortOwnership;
import io.weir.udp.metrics.UdpReaderMetrics;
import io.weir.udp.split.Endpoint;
import io.weir.udp.split.UdpSplit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.util.IOUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Emits the datagrams that a subtask receives, each with its receive time as timestamp, and the
 * watermark of receive time.
 *
 * <p>It listens once it is assigned to, on the assignment's endpoints and once only, whatever
 * backlogs it is handed before or after. A checkpoint holds the datagrams that wait in its queue.
 */
@Internal
public final class UdpReader implements SourceReader<Datagram, UdpSplit> {

    private static final Logger LOG = LoggerFactory.getLogger(UdpReader.class);

    private final int subtask;
    private final UdpReaderOptions options;
    private final UdpReaderMetrics metrics;
    private final DatagramQueue queue;
    private final ReceiveTimeWatermarks watermarks;

    @Nullable private volatile ListeningSockets sockets;
    @Nullable private volatile ForeignSocketWatch foreignSocketWatch;
    @Nullable private UdpReceiver receiver;

    public UdpReader(SourceReaderContext context, UdpReaderOptions options, Clock clock) {
        this.subtask = context.getIndexOfSubtask();
        this.options = options;
        this.metrics = new UdpReaderMetrics(context.metricGroup());
        this.queue = new DatagramQueue(options.queueBytes(), clock);
        this.watermarks = new ReceiveTimeWatermarks(queue, clock, options.watermarkInterval());
        metrics.observeQueue(queue::bytes, () -> (long) queue.size());
        metrics.observeSockets(
                this::droppedByKernel, this::receiveBufferBytes, this::foreignSockets);
    }

    /** Waits for the assignment: it says where to listen. */
    @Override
    public void start() {}

    @Override
    public InputStatus pollNext(ReaderOutput<Datagram> output) throws IOException {
        watermarks.emitIfDue(output);
        Datagram datagram = queue.poll();
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
        List<Datagram> backlog = queue.snapshot();
        return backlog.isEmpty() ? List.of() : List.of(UdpSplit.backlog(subtask, backlog));
    }

    /**
     * Takes over backlogs and listens where an assignment says.
     *
     * @throws UncheckedIOException if an address cannot be bound; the message says which and why
     */
    @Override
    public void addSplits(List<UdpSplit> splits) {
        List<Datagram> backlog = new ArrayList<>();
        List<Endpoint> listenOn = new ArrayList<>();
        for (UdpSplit split : splits) {
            backlog.addAll(split.backlog());
            listenOn.addAll(split.listenOn());
        }
        if (!backlog.isEmpty()) {
            queue.restore(backlog);
            metrics.restored(backlog.size());
            LOG.info("Emits {} datagrams of the checkpoint first.", backlog.size());
        }
        if (!listenOn.isEmpty() && receiver == null) {
            listen(listenOn);
        }
    }

    /** Means nothing here: the source is unbounded and its assignment complete from the start. */
    @Override
    public void notifyNoMoreSplits() {}

    /**
     * Pauses nothing: all of a reader's datagrams share one watermark, so that no split runs ahead
     * of another, and a sender cannot be paused.
     */
    @Override
    public void pauseOrResumeSplits(
            Collection<String> splitsToPause, Collection<String> splitsToResume) {}

    @Override
    public void close() {
        if (receiver == null) {
            return;
        }
        IOUtils.closeQuietly(foreignSocketWatch);
        receiver.close();
        long kernelDrops = droppedByKernel();
        LOG.info(
                "Stopped receiving: {} datagrams received, of them {} not allowed, {} dropped"
                        + " because the queue was full, {} still queued. Not received: {} in the"
                        + " receive buffers, {} dropped by the kernel.",
                metrics.datagramsReceived(),
                metrics.datagramsNotAllowed(),
                metrics.datagramsDroppedQueueFull(),
                queue.size(),
                metrics.datagramsDiscardedAtClose(),
                kernelDrops == ListeningSockets.UNKNOWN_DROPS ? "unknown" : kernelDrops);
    }

    private void listen(List<Endpoint> endpoints) {
        try {
            ListeningSockets opened =
                    ListeningSockets.open(
                            endpoints,
                            options.receiveBufferBytes(),
                            options.foreignSockets(),
                            PortOwnership.ofSystem(options.token()));
            receiver =
                    UdpReceiver.start(
                            opened,
                            queue,
                            options.allow(),
                            metrics,
                            watermarks.wakeUpInterval(),
                            "udp-receiver-" + subtask);
            foreignSocketWatch = ForeignSocketWatch.start(opened, "udp-ports-" + subtask);
            sockets = opened;
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
        LOG.info("Listens for UDP datagrams on {}.", endpoints);
    }

    private long droppedByKernel() {
        ListeningSockets open = sockets;
        return open == null ? ListeningSockets.UNKNOWN_DROPS : open.droppedByKernel();
    }

    private int foreignSockets() {
        ForeignSocketWatch watch = foreignSocketWatch;
        return watch == null ? 0 : watch.foreign();
    }

    private int receiveBufferBytes() {
        ListeningSockets open = sockets;
        return open == null ? 0 : open.receiveBufferBytes();
    }
}
