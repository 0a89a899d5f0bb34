package io.weir.job.cli;

import io.weir.codec.IpAddress;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.session.ExporterSession;
import io.weir.codec.session.MemoryTemplateStore;
import io.weir.job.capture.CaptureFormatException;
import io.weir.job.capture.CaptureReader;
import io.weir.job.documents.FlowDocuments;
import io.weir.udp.Datagram;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        int exitCode = ExitCode.OK;
        for (Path file : files) {
            try {
                String summary = decode(file, out);
                out.flush();
                err.println(summary);
            } catch (CaptureFormatException e) {
                exitCode = fail(out, e.getMessage());
            } catch (NoSuchFileException e) {
                exitCode = fail(out, file + ": there is no such file.");
            } catch (IOException e) {
                exitCode = fail(out, file + " cannot be read: " + e.getMessage() + ".");
            }
        }
        return exitCode;
    }

    private int fail(PrintWriter out, String message) {
        out.flush();
        spec.commandLine().getErr().println(message);
        return ExitCode.SOFTWARE;
    }

    private String decode(Path file, PrintWriter out) throws IOException {
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
            return summary.describe(file, reader.statistics());
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

    private void print(PrintWriter out) {
        for (int row = 0; row < batch.size(); row++) {
            out.write(new String(documents.write(batch, row), StandardCharsets.UTF_8));
            out.write('\n');
        }
    }
}
