package io.weir.job.capture;

import io.weir.udp.Datagram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;

/**
 * Emits the datagrams of the one split, or nothing if another subtask has it. After a restore the
 * files are read again from the start, without emitting what was emitted before.
 */
final class CaptureSourceReader implements SourceReader<Datagram, CaptureSplit> {

    private final SourceReaderContext context;
    private CompletableFuture<Void> available = new CompletableFuture<>();
    private CaptureSplit split;
    private MergedCaptures captures;
    private PacketClock clock;
    private long emitted;
    private boolean noMoreSplits;

    CaptureSourceReader(SourceReaderContext context) {
        this.context = context;
    }

    @Override
    public void start() {
        if (split == null) {
            context.sendSplitRequest();
        }
    }

    @Override
    public void addSplits(List<CaptureSplit> splits) {
        if (split != null || splits.size() != 1) {
            throw new IllegalStateException("Captures are one split, got another: " + splits);
        }
        split = splits.get(0);
        emitted = split.emitted();
        available.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {
        noMoreSplits = true;
        available.complete(null);
    }

    @Override
    public InputStatus pollNext(ReaderOutput<Datagram> output) throws IOException {
        if (split == null) {
            return statusWithoutSplit();
        }
        if (captures == null) {
            open(output);
        }
        CapturedDatagram captured = captures.next();
        if (captured == null) {
            return InputStatus.END_OF_INPUT;
        }
        Datagram datagram = captured.datagram();
        if (clock.entersSecond(datagram.receivedMillis())) {
            output.emitWatermark(new Watermark(clock.watermark()));
        }
        output.collect(datagram, datagram.receivedMillis());
        emitted++;
        return InputStatus.MORE_AVAILABLE;
    }

    private InputStatus statusWithoutSplit() {
        if (noMoreSplits) {
            return InputStatus.END_OF_INPUT;
        }
        if (available.isDone()) {
            available = new CompletableFuture<>();
        }
        return InputStatus.NOTHING_AVAILABLE;
    }

    /** Opens the files and takes up where the restored state left off, the watermark included. */
    private void open(ReaderOutput<Datagram> output) throws IOException {
        captures =
                MergedCaptures.open(
                        split.files().stream().map(Path::of).toList(), CaptureLog::ended);
        clock = new PacketClock();
        for (long i = 0; i < emitted; i++) {
            CapturedDatagram before = captures.next();
            if (before == null) {
                throw new IOException(
                        "The captures "
                                + split.files()
                                + " have only "
                                + i
                                + " datagrams, but "
                                + emitted
                                + " were read before the restore: restore with the same files.");
            }
            clock.entersSecond(before.datagram().receivedMillis());
        }
        if (clock.hasWatermark()) {
            output.emitWatermark(new Watermark(clock.watermark()));
        }
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return available;
    }

    @Override
    public List<CaptureSplit> snapshotState(long checkpointId) {
        return split == null ? List.of() : List.of(new CaptureSplit(split.files(), emitted));
    }

    @Override
    public void close() throws IOException {
        if (captures != null) {
            captures.close();
        }
    }
}
