package io.weir.udp.enumerator;

import io.weir.udp.split.Endpoint;
import io.weir.udp.split.UdpSplit;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/**
 * Tells every reader that registers to listen on every configured endpoint; the kernel spreads the
 * senders over the subtasks of a host.
 *
 * <p>Datagrams in a checkpoint go straight from the checkpoint to the readers, which Flink hands
 * them whatever the parallelism is now. Only what a reader was assigned and lost again before a
 * checkpoint held it comes back here, and goes to the next reader that registers.
 */
@Internal
public final class UdpEnumerator implements SplitEnumerator<UdpSplit, UdpEnumeratorState> {

    private final SplitEnumeratorContext<UdpSplit> context;
    private final List<Endpoint> listenOn;
    private final List<UdpSplit> unassigned;

    public UdpEnumerator(
            SplitEnumeratorContext<UdpSplit> context,
            List<Endpoint> listenOn,
            UdpEnumeratorState restored) {
        this.context = context;
        this.listenOn = listenOn;
        this.unassigned = new ArrayList<>(restored.unassigned());
    }

    @Override
    public void start() {
        // Readers register by themselves; there is nothing to discover.
    }

    @Override
    public void addReader(int subtask) {
        unassigned.forEach(backlog -> context.assignSplit(backlog, subtask));
        unassigned.clear();
        context.assignSplit(UdpSplit.assignment(subtask, listenOn), subtask);
    }

    /** Keeps returned backlogs; an assignment is made anew when the reader registers again. */
    @Override
    public void addSplitsBack(List<UdpSplit> splits, int subtask) {
        for (UdpSplit split : splits) {
            if (!split.backlog().isEmpty()) {
                unassigned.add(split);
            }
        }
    }

    /** Readers of this source do not ask: they get all they need when they register. */
    @Override
    public void handleSplitRequest(int subtask, @Nullable String requesterHostname) {}

    @Override
    public UdpEnumeratorState snapshotState(long checkpointId) {
        return new UdpEnumeratorState(unassigned);
    }

    @Override
    public void close() {
        // Holds nothing but lists.
    }
}
