package io.weir.job.cli;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.session.ExporterSession;
import io.weir.codec.session.MemoryTemplateStore;
import io.weir.job.capture.CaptureFormatException;
import io.weir.job.capture.CaptureReader;
import io.weir.job.capture.CaptureStatistics;
import io.weir.job.documents.FlowDocuments;
import io.weir.udp.Datagram;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/** {@code weir decode}: the flows of captures, as they would be indexed. */
@Command(
        name = "decode",
        mixinStandardHelpOptions = true,
        description = {
            "Decodes captures of exports and prints one JSON document per flow to standard output,"
                    + " a summary to standard error.",
            "Each file starts with no templates known. Exporters are told apart by address."
        })
final class DecodeCommand implements Callable<Integer> {

    private static final int MAX_TEMPLATES = 65_536;
    private static final String INDEX_PREFIX = "weir";

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "pcap or pcapng captures, or .dat files of one datagram each.")
    private List<Path> files;

    private final FlowDocuments documents = new FlowDocuments(INDEX_PREFIX);
    private final FlowBatch batch = new FlowBatch();

    @Override
    public Integer call() throws IOException {
        int exitCode = ExitCode.OK;
        PrintStream out = new PrintStream(new BufferedOutputStream(System.out, 1 << 16));
        for (Path file : files) {
            try {
                decode(file, out);
            } catch (CaptureFormatException e) {
                System.err.println(e.getMessage());
                exitCode = ExitCode.SOFTWARE;
            } catch (NoSuchFileException e) {
                System.err.println(file + ": there is no such file.");
                exitCode = ExitCode.SOFTWARE;
            } finally {
                out.flush();
            }
        }
        return exitCode;
    }

    private void decode(Path file, PrintStream out) throws IOException {
        DecodeSummary summary = new DecodeSummary();
        Map<IpAddress, ExporterSession> sessions = new HashMap<>();
        try (CaptureReader reader = CaptureReader.open(file)) {
            Datagram datagram;
            while ((datagram = reader.next()) != null) {
                ExporterSession session =
                        sessions.computeIfAbsent(
                                new IpAddress(datagram.sourceHigh(), datagram.sourceLow()),
                                exporter -> newSession(summary));
                summary.beginDatagram();
                decode(datagram, session);
                print(out);
                summary.endDatagram(batch.size());
            }
            CaptureStatistics statistics = reader.statistics();
            System.err.println(summary.describe(file, statistics));
        }
    }

    private static ExporterSession newSession(DecodeSummary summary) {
        return new ExporterSession(new MemoryTemplateStore(), summary, MAX_TEMPLATES);
    }

    private void decode(Datagram datagram, ExporterSession session) {
        batch.setOrigin(
                datagram.sourceHigh(),
                datagram.sourceLow(),
                datagram.sourcePort(),
                datagram.receivedMillis());
        session.decode(datagram.payload(), batch);
    }

    private void print(PrintStream out) throws IOException {
        for (int row = 0; row < batch.size(); row++) {
            out.write(documents.write(batch, row));
            out.write('\n');
        }
    }
}
