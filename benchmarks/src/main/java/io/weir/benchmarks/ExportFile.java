package io.weir.benchmarks;

import io.weir.codec.flow.FlowBatch;
import io.weir.codec.session.ExporterSession;
import io.weir.codec.session.SessionLimits;
import io.weir.codec.store.MemorySessionStore;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Traffic in a file, for the sender of load runs, which stamps sequence numbers and times into it.
 *
 * <pre>
 *   protocol   4 bytes: 5, 9 or 10, as in the header
 *   datagrams  4
 *   then each: records 4 (0 for one with templates only), length 4, the bytes
 * </pre>
 */
public final class ExportFile {

    private ExportFile() {}

    /** Writes the datagrams of one exporter, templates first. */
    public static void write(Traffic traffic, Path file) throws IOException {
        Datagrams datagrams = traffic.datagrams();
        List<Datagrams.Sent> flows = datagrams.flows();
        ExporterSession session =
                new ExporterSession(
                        new MemorySessionStore(), new Collector.Alarm(), SessionLimits.DEFAULTS);
        FlowBatch batch = new FlowBatch();
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeInt(version(flows.get(0).bytes));
            out.writeInt(datagrams.templates().size() + flows.size());
            for (Datagrams.Sent sent : datagrams.templates()) {
                write(sent.bytes, session, batch, out);
            }
            for (Datagrams.Sent sent : flows) {
                write(sent.bytes, session, batch, out);
            }
        }
    }

    private static int version(byte[] datagram) {
        return datagram[0] << 8 | datagram[1];
    }

    private static void write(
            byte[] datagram, ExporterSession session, FlowBatch batch, DataOutputStream out)
            throws IOException {
        session.decode(datagram, batch);
        out.writeInt(batch.size());
        out.writeInt(datagram.length);
        out.write(datagram);
    }
}
