package io.weir.benchmarks.detections;

import io.weir.codec.IpAddress;
import io.weir.codec.Malformation;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.session.ExporterSession;
import io.weir.codec.session.SessionCounter;
import io.weir.codec.session.SessionLimits;
import io.weir.codec.session.SessionListener;
import io.weir.codec.store.MemorySessionStore;
import io.weir.udp.Datagram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/**
 * The flows of a capture, decoded again and again, in the times of their receipt: one batch for
 * each number. Subtasks share the exporters. The batch is reused.
 */
final class RecordedFlows extends RichMapFunction<Long, FlowBatch> {

    private static final long serialVersionUID = 1L;

    private static final SessionListener SILENT =
            new SessionListener() {
                @Override
                public void count(SessionCounter counter, long amount) {}

                @Override
                public void malformed(Malformation reason, int offset) {}
            };

    private final String capture;

    private transient List<Datagram> datagrams;
    private transient Map<IpAddress, ExporterSession> sessions;
    private transient FlowBatch batch;
    private transient long lapMillis;
    private transient long lap;
    private transient int next;

    RecordedFlows(Path capture) {
        this.capture = capture.toString();
    }

    @Override
    public void open(OpenContext context) throws IOException {
        int subtasks = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
        int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
        Recording recording = Recording.of(Path.of(capture));
        lapMillis = recording.lapMillis();
        datagrams =
                recording.datagrams().stream()
                        .filter(datagram -> datagram.sourceLow() % subtasks == subtask)
                        .toList();
        sessions = new HashMap<>();
        batch = new FlowBatch();
    }

    /** What came before its template is left out: that is in the first lap only. */
    @Override
    public FlowBatch map(Long number) {
        do {
            if (next == datagrams.size()) {
                next = 0;
                lap++;
            }
            Datagram datagram = datagrams.get(next++);
            ExporterSession session =
                    sessions.computeIfAbsent(
                            new IpAddress(datagram.sourceHigh(), datagram.sourceLow()),
                            exporter ->
                                    new ExporterSession(
                                            new MemorySessionStore(),
                                            SILENT,
                                            SessionLimits.DEFAULTS));
            batch.setOrigin(
                    datagram.sourceHigh(),
                    datagram.sourceLow(),
                    datagram.sourcePort(),
                    datagram.receivedMillis() + lap * lapMillis);
            session.decode(datagram.payload(), batch);
        } while (batch.size() == 0);
        return batch;
    }
}
