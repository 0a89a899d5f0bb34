package io.weir.job.capture;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/** Gives the one split to the subtask that asks first; the others have nothing to do. */
final class CaptureEnumerator implements SplitEnumerator<CaptureSplit, Collection<CaptureSplit>> {

    private final SplitEnumeratorContext<CaptureSplit> context;
    private final Queue<CaptureSplit> unassigned;

    CaptureEnumerator(
            SplitEnumeratorContext<CaptureSplit> context, Collection<CaptureSplit> unassigned) {
        this.context = context;
        this.unassigned = new ArrayDeque<>(unassigned);
    }

    @Override
    public void start() {}

    @Override
    public void handleSplitRequest(int subtask, String host) {
        CaptureSplit split = unassigned.poll();
        if (split != null) {
            context.assignSplit(split, subtask);
        } else {
            context.signalNoMoreSplits(subtask);
        }
    }

    @Override
    public void addSplitsBack(List<CaptureSplit> splits, int subtask) {
        unassigned.addAll(splits);
    }

    @Override
    public void addReader(int subtask) {}

    @Override
    public Collection<CaptureSplit> snapshotState(long checkpointId) {
        return List.copyOf(unassigned);
    }

    @Override
    public void close() {}
}
