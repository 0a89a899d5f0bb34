package io.weir.job.cli;

import io.weir.codec.IpAddress;
import io.weir.codec.element.InformationElements;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.raw.OriginalRecords;
import io.weir.codec.session.ExporterSession;
import io.weir.codec.session.RecordListener;
import io.weir.codec.session.SessionLimits;
import io.weir.codec.session.Transport;
import io.weir.codec.store.MemorySessionStore;
import io.weir.job.capture.CaptureFormatException;
import io.weir.job.capture.CaptureReader;
import io.weir.job.check.Check;
import io.weir.job.config.WeirConfiguration;
import io.weir.operators.enrich.Enricher;
import io.weir.udp.Datagram;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weir decode}: what is in captures. */
@Command(
        name = "decode",
        mixinStandardHelpOptions = true,
        description = {
            "Decodes captures of exports and prints one JSON object per line to standard output, a"
                    + " summary of each file to standard error: each flow as it would be indexed,"
                    + " or with --raw each record as it was exported. Databases and lists that the"
                    + " configuration names enrich the flows.",
            "Each file starts with no templates known. Exporters are told apart by address."
        })
final class DecodeCommand implements Callable<Integer> {

    private static final long WAITING_AGE_MILLIS = SessionLimits.DEFAULTS.waitingAge().toMillis();

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description =
                    "pcap or pcapng captures, also in gzip or zstd, or .dat files of one datagram"
                            + " each.")
    private List<Path> files;

    @Option(
            names = "--raw",
            description = {
                "Prints every record as it was exported, by the names of its elements, those that"
                    + " describe the exporter too: file, packet (which datagram of the file, from"
                    + " 1; of records that waited for their template, the datagram that brought"
                    + " it), exporter, protocol (netflow-v5, netflow-v9, ipfix, sflow-v5…), domain,"
                    + " template, type (data, options, sample or counters) and record.",
                "An element that is not known is called <enterprise>.<id>, its value is in"
                        + " hexadecimal."
            })
    private boolean raw;

    @Option(
            names = "--hex",
            description =
                    "With --raw: prints the bytes too, in the order of the template, as fields:"
                            + " [[\"<enterprise>:<id>\", length, \"<hexadecimal>\"], …].")
    private boolean hex;

    @Option(
            names = "--elements",
            paramLabel = "FILE",
            description =
                    "With --raw: takes names and types of elements from this file, before those"
                            + " that Weir knows. Can be given more than once.")
    private List<Path> elementFiles = new ArrayList<>();

    @Mixin private ConfigurationOptions options;

    private final FlowBatch batch = new FlowBatch();

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws CommandFailure, IOException, InterruptedException {
        try (DecodePrinter printer = printer(spec.commandLine().getOut())) {
            return decodeAll(printer);
        }
    }

    private int decodeAll(DecodePrinter printer) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        int exitCode = ExitCode.OK;
        for (Path file : files) {
            try {
                String summary = decode(file, printer);
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

    private DecodePrinter printer(PrintWriter out)
            throws CommandFailure, IOException, InterruptedException {
        if (raw) {
            return new RawRecordPrinter(ElementFiles.read(elementFiles), hex, out);
        }
        if (hex || !elementFiles.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    (hex ? "--hex" : "--elements") + " says how records are printed: add --raw.");
        }
        WeirConfiguration configuration = options.load();
        RequiredChecks.pass(Check.ofEnrichment(configuration));
        return new FlowDocumentPrinter(
                Enricher.open(configuration.enrichment()),
                configuration.streams().flowDetail(),
                originals(configuration),
                out);
    }

    private static RecordListener originals(WeirConfiguration configuration) {
        return configuration.keepsOriginals()
                ? new OriginalRecords(InformationElements.builtIn())
                : RecordListener.NONE;
    }

    private int fail(PrintWriter out, String message) {
        out.flush();
        spec.commandLine().getErr().println(message);
        return ExitCode.SOFTWARE;
    }

    private String decode(Path file, DecodePrinter printer) throws IOException {
        DecodeSummary summary = new DecodeSummary();
        Map<IpAddress, ExporterSession> sessions = new HashMap<>();
        printer.beginFile(file);
        try (CaptureReader reader = CaptureReader.open(file)) {
            Datagram datagram;
            while ((datagram = reader.next()) != null) {
                ExporterSession session =
                        sessions.computeIfAbsent(
                                new IpAddress(datagram.sourceHigh(), datagram.sourceLow()),
                                exporter -> newSession(summary, printer));
                summary.beginDatagram();
                printer.beginDatagram(datagram);
                decode(datagram, session);
                do {
                    printer.flows(batch);
                    summary.flows(batch.size());
                } while (session.decodeReleased(batch));
            }
            return summary.describe(file, reader.statistics());
        }
    }

    private static ExporterSession newSession(DecodeSummary summary, DecodePrinter printer) {
        return new ExporterSession(
                new MemorySessionStore(),
                summary,
                printer.records(),
                Transport.DATAGRAMS,
                SessionLimits.DEFAULTS);
    }

    private void decode(Datagram datagram, ExporterSession session) {
        batch.setOrigin(
                datagram.sourceHigh(),
                datagram.sourceLow(),
                datagram.sourcePort(),
                datagram.receivedMillis());
        long cutoff = datagram.receivedMillis() - WAITING_AGE_MILLIS;
        if (session.earliestWaiting() < cutoff) {
            session.expireWaiting(cutoff);
        }
        session.decode(datagram.payload(), batch);
    }
}
