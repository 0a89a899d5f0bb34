package io.weir.job.analyze;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.flow.FlowField;
import io.weir.codec.session.ExporterSession;
import io.weir.codec.session.SessionLimits;
import io.weir.codec.store.MemorySessionStore;
import io.weir.job.capture.CaptureReader;
import io.weir.job.capture.PcapWriter;
import io.weir.udp.Datagram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * An export that was made of a file in no time, as it would have come from a network: each datagram
 * when the last packet of the flows in it had passed, but the first, which has templates, at once.
 */
final class ExportInTime {

    private static final int COLLECTOR_PORT = 2055;

    private final ExporterSession session =
            new ExporterSession(
                    new MemorySessionStore(), new IgnoringListener(), SessionLimits.DEFAULTS);
    private final FlowBatch batch = new FlowBatch();
    private final List<Timed> datagrams = new ArrayList<>();
    private long firstMillis = Long.MAX_VALUE;

    private record Timed(Datagram datagram, long millis) {}

    private ExportInTime() {}

    /**
     * Writes it.
     *
     * @param startMillis when the first flow begins, Unix milliseconds
     */
    static void write(Path export, long startMillis, Path capture) throws IOException {
        ExportInTime inTime = new ExportInTime();
        inTime.read(export);
        inTime.write(capture, startMillis - inTime.firstMillis);
    }

    private void read(Path export) throws IOException {
        try (CaptureReader reader = CaptureReader.open(export)) {
            for (Datagram next = reader.next(); next != null; next = reader.next()) {
                long lastMillis = decode(next);
                datagrams.add(new Timed(next, datagrams.isEmpty() ? firstMillis : lastMillis));
            }
        }
    }

    /** Returns when the last of its flows ended; when the first began if it has none. */
    private long decode(Datagram datagram) {
        batch.setOrigin(
                datagram.sourceHigh(),
                datagram.sourceLow(),
                datagram.sourcePort(),
                datagram.receivedMillis());
        session.decode(datagram.payload(), batch);
        long lastMillis = Long.MIN_VALUE;
        do {
            for (int row = 0; row < batch.size(); row++) {
                if (batch.has(FlowField.END_MILLIS, row)) {
                    long end = batch.get(FlowField.END_MILLIS, row);
                    long start = batch.getOr(FlowField.START_MILLIS, row, end);
                    firstMillis = Math.min(firstMillis, start);
                    lastMillis = Math.max(lastMillis, end);
                }
            }
        } while (session.decodeReleased(batch));
        return Math.max(firstMillis, lastMillis);
    }

    private void write(Path capture, long shiftMillis) throws IOException {
        datagrams.sort(Comparator.comparingLong(Timed::millis));
        try (PcapWriter writer = PcapWriter.open(capture)) {
            for (Timed timed : datagrams) {
                Datagram datagram = timed.datagram();
                IpAddress exporter = new IpAddress(datagram.sourceHigh(), datagram.sourceLow());
                writer.write(
                        (timed.millis() + shiftMillis) * 1_000,
                        exporter,
                        datagram.sourcePort(),
                        exporter,
                        COLLECTOR_PORT,
                        datagram.payload(),
                        0,
                        datagram.payload().length);
            }
        }
    }
}
