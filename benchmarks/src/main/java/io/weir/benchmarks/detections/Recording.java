package io.weir.benchmarks.detections;

import io.weir.codec.IpAddress;
import io.weir.codec.Malformation;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.session.ExporterSession;
import io.weir.codec.session.SessionCounter;
import io.weir.codec.session.SessionLimits;
import io.weir.codec.session.SessionListener;
import io.weir.codec.store.MemorySessionStore;
import io.weir.job.capture.CaptureReader;
import io.weir.udp.Datagram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The flows of a capture, decoded.
 *
 * @param batches in the order of the capture
 */
record Recording(List<FlowBatch> batches) {

    private static final SessionListener SILENT =
            new SessionListener() {
                @Override
                public void count(SessionCounter counter, long amount) {}

                @Override
                public void malformed(Malformation reason, int offset) {}
            };

    static Recording of(Path capture) throws IOException {
        Map<IpAddress, ExporterSession> sessions = new HashMap<>();
        List<FlowBatch> batches = new ArrayList<>();
        FlowBatch batch = new FlowBatch();
        try (CaptureReader reader = CaptureReader.open(capture)) {
            for (Datagram next = reader.next(); next != null; next = reader.next()) {
                ExporterSession session =
                        sessions.computeIfAbsent(
                                new IpAddress(next.sourceHigh(), next.sourceLow()),
                                exporter ->
                                        new ExporterSession(
                                                new MemorySessionStore(),
                                                SILENT,
                                                SessionLimits.DEFAULTS));
                batch.setOrigin(
                        next.sourceHigh(),
                        next.sourceLow(),
                        next.sourcePort(),
                        next.receivedMillis());
                session.decode(next.payload(), batch);
                do {
                    if (batch.size() > 0) {
                        batches.add(batch.copy());
                    }
                } while (session.decodeReleased(batch));
            }
        }
        return new Recording(batches);
    }

    long flows() {
        return batches.stream().mapToLong(FlowBatch::size).sum();
    }

    /** From the first batch to the last one, and a second. */
    long lapMillis() {
        return batches.get(batches.size() - 1).receivedMillis()
                - batches.get(0).receivedMillis()
                + 1_000;
    }
}
