package io.weir.job.capture;

import io.weir.udp.Datagram;
import io.weir.udp.DatagramTypeInformation;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A bounded source of the datagrams of capture files, in event time.
 *
 * <p>All files are one split, merged by packet time, so the sequence is the same on every run
 * whatever the parallelism and the order in which the files are named; the other subtasks end at
 * once. The timestamp of an element is its packet's time. The source makes the watermarks itself,
 * so use it with {@code WatermarkStrategy.noWatermarks()}: at the first packet of each new second
 * the watermark goes to one millisecond before that packet. Packets whose times go backwards are
 * emitted as they stand.
 *
 * <p>The position in a checkpoint is the number of datagrams emitted; a restore reads the files
 * again up to there, so they must be unchanged and readable from where the subtask runs. A damaged
 * file fails the job with a {@link CaptureFormatException}.
 */
public final class CaptureSource
        implements Source<Datagram, CaptureSplit, Collection<CaptureSplit>>,
                ResultTypeQueryable<Datagram> {

    private static final long serialVersionUID = 1L;

    private final List<String> files;

    private CaptureSource(List<String> files) {
        this.files = files;
    }

    /**
     * A source of these files, read as {@link CaptureReader} says.
     *
     * @param files at least one, in any order: of packets of the same microsecond, those of the
     *     file whose path sorts first are emitted first
     * @throws IllegalArgumentException if there is no file
     */
    public static CaptureSource of(List<Path> files) {
        if (files.isEmpty()) {
            throw new IllegalArgumentException("A capture source needs at least one file.");
        }
        return new CaptureSource(
                files.stream().map(file -> file.toAbsolutePath().toString()).sorted().toList());
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public TypeInformation<Datagram> getProducedType() {
        return DatagramTypeInformation.INSTANCE;
    }

    @Override
    public SourceReader<Datagram, CaptureSplit> createReader(SourceReaderContext context) {
        return new CaptureSourceReader(context);
    }

    @Override
    public SplitEnumerator<CaptureSplit, Collection<CaptureSplit>> createEnumerator(
            SplitEnumeratorContext<CaptureSplit> context) {
        return new CaptureEnumerator(context, List.of(new CaptureSplit(files, 0)));
    }

    @Override
    public SplitEnumerator<CaptureSplit, Collection<CaptureSplit>> restoreEnumerator(
            SplitEnumeratorContext<CaptureSplit> context, Collection<CaptureSplit> unassigned) {
        return new CaptureEnumerator(context, unassigned);
    }

    @Override
    public SimpleVersionedSerializer<CaptureSplit> getSplitSerializer() {
        return new CaptureSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<Collection<CaptureSplit>> getEnumeratorCheckpointSerializer() {
        return new UnassignedSplitsSerializer();
    }
}
