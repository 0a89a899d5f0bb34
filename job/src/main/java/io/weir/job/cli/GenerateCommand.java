package io.weir.job.cli;

import io.weir.codec.flow.ExportProtocol;
import io.weir.job.generate.Scenarios;
import io.weir.job.generate.Simulation;
import io.weir.job.generate.SimulationOptions;
import io.weir.job.generate.SimulationReport;
import io.weir.job.generate.SimulationTotals;
import io.weir.job.terminal.ProgressLine;
import io.weir.job.terminal.StopSignal;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weir generate}: simulated exporters that send to a collector or write a capture. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Simulates exporters: routers that see normal traffic and attacks, and tell a"
                    + " collector.",
            "All addresses are private or set aside for documentation. The scenarios, and what is"
                    + " in the file of --truth: docs/reference/generate.md.",
            "To a loopback address each exporter sends from an address of its own (127.0.1.1,"
                    + " 127.0.1.2…); to any other they differ by port and observation domain.",
            "Exit code: 0 when done, 1 if it failed, 2 if the options are wrong."
        })
public final class GenerateCommand implements Callable<Integer> {

    private static final Map<String, List<ExportProtocol>> PROTOCOLS =
            new TreeMap<>(
                    Map.of(
                            "v5", List.of(ExportProtocol.NETFLOW_V5),
                            "v9", List.of(ExportProtocol.NETFLOW_V9),
                            "ipfix", List.of(ExportProtocol.IPFIX),
                            "sflow", List.of(ExportProtocol.SFLOW_V5),
                            "all", SimulationOptions.PROTOCOLS));

    private static final Duration CAPTURE_DURATION = Duration.ofSeconds(60);
    private static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(1);

    @Spec private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Target target;

    /** Where the datagrams go: one of the two. */
    private static final class Target {

        @Option(
                names = "--to",
                required = true,
                paramLabel = "HOST:PORT",
                description = "Send to this collector over UDP, in real time.")
        private String collector;

        @Option(
                names = "--write",
                required = true,
                paramLabel = "FILE.pcap",
                description = "Write a capture instead, as fast as it goes.")
        private Path file;
    }

    @Option(
            names = "--protocol",
            defaultValue = "all",
            paramLabel = "PROTOCOL",
            description =
                    "What the exporters speak: v5, v9 (NetFlow), ipfix, all of these in turn, or"
                            + " sflow, where a flow is one sampled packet"
                            + " (default: ${DEFAULT-VALUE}).")
    private String protocol;

    @Option(
            names = "--exporters",
            defaultValue = "3",
            paramLabel = "N",
            description =
                    "How many exporters, 1 to 4000; at least 3 with --protocol all"
                            + " (default: ${DEFAULT-VALUE}).")
    private int exporters;

    @Option(
            names = "--rate",
            defaultValue = "1000",
            paramLabel = "FLOWS_PER_S",
            description =
                    "Flows per second in the networks of all exporters together, before sampling,"
                            + " 1 to 10000000"
                            + " (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--scenario",
            defaultValue = "normal",
            paramLabel = "NAME[,NAME...]",
            completionCandidates = ScenarioNames.class,
            description =
                    "What happens besides normal traffic, one or several of:"
                            + " ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). all is every"
                            + " attack, look-alikes is all that looks like one and is none,"
                            + " anomalies begin minutes after the start.")
    private String scenario;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            description =
                    "How long, as in 500ms, 60s, 5m, 1h"
                            + " (default: until Ctrl-C with --to, 60s with --write).")
    private String duration;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "NUMBER",
            description = "The same seed makes the same flows (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--start",
            paramLabel = "INSTANT",
            description =
                    "With --write: the time of the first datagrams, as in 2026-01-31T12:00:00Z"
                            + " (default: now). The same seed and start make the same bytes.")
    private String start;

    @Option(
            names = "--truth",
            paramLabel = "FILE",
            description =
                    "At the end write what there was to find and what was sent: a JSON object per"
                            + " attack, look-alike and exporter, and one of the totals.")
    private Path truth;

    @Mixin private ExporterArguments exporterArguments;

    /** For the help and for shells that complete options. */
    static final class ScenarioNames extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        ScenarioNames() {
            super(Scenarios.names());
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        OptionValues values = new OptionValues(spec);
        SimulationOptions options = options(values);
        requireFolder(values);
        StopSignal stop = StopSignal.install();
        SimulationReport report;
        try {
            report =
                    target.file == null
                            ? send(options, collector(values), stop)
                            : write(options, start(values), stop);
        } catch (IOException e) {
            report(failure(e));
            return ExitCode.SOFTWARE;
        }
        return writeTruth(report);
    }

    private SimulationOptions options(OptionValues values) {
        List<ExportProtocol> protocols = PROTOCOLS.get(protocol);
        if (protocols == null) {
            throw values.wrong(
                    "--protocol", protocol, "one of " + String.join(", ", PROTOCOLS.keySet()));
        }
        if (!Scenarios.unknownIn(scenario).isEmpty()) {
            throw values.wrong(
                    "--scenario",
                    Scenarios.unknownIn(scenario).get(0),
                    "one or several, with commas between, of "
                            + String.join(", ", Scenarios.names()));
        }
        return new SimulationOptions(
                protocols,
                values.inRange(
                        "--exporters",
                        exporters,
                        protocols.size(),
                        SimulationOptions.MAX_EXPORTERS),
                values.inRange("--rate", rate, 1, SimulationOptions.MAX_FLOWS_PER_SECOND),
                scenario,
                duration(values),
                seed,
                exporterArguments.check(values));
    }

    private Optional<Duration> duration(OptionValues values) {
        if (duration == null) {
            return target.file == null ? Optional.empty() : Optional.of(CAPTURE_DURATION);
        }
        return Optional.of(values.positiveDuration("--duration", duration));
    }

    /** Better now than after an hour of sending. */
    private void requireFolder(OptionValues values) {
        if (truth != null && !Files.isDirectory(truth.toAbsolutePath().getParent())) {
            throw values.wrong("--truth", truth.toString(), "a file in a folder that exists");
        }
    }

    private Instant start(OptionValues values) {
        if (start == null) {
            return Instant.now();
        }
        try {
            return Instant.parse(start);
        } catch (DateTimeParseException e) {
            throw values.wrong("--start", start, "a time such as 2026-01-31T12:00:00Z");
        }
    }

    private InetSocketAddress collector(OptionValues values) {
        if (start != null) {
            throw values.wrong("--start", start, "only with --write: --to sends in real time");
        }
        return values.address("--to", target.collector);
    }

    private SimulationReport write(SimulationOptions options, Instant first, StopSignal stop)
            throws IOException {
        SimulationReport written =
                Simulation.record(options, first, target.file, stop::isRequested);
        report("Wrote " + describe(written.totals()) + " to " + target.file + impaired(written));
        return written;
    }

    private SimulationReport send(
            SimulationOptions options, InetSocketAddress collector, StopSignal stop)
            throws IOException, InterruptedException {
        ProgressLine progress = new ProgressLine(spec.commandLine().getErr());
        Simulation simulation = Simulation.start(options, collector);
        try (simulation) {
            long before = 0;
            while (!stop.isRequested() && !simulation.awaitFinished(PROGRESS_INTERVAL)) {
                SimulationTotals totals = simulation.totals();
                long perSecond = totals.flows() - before;
                before = totals.flows();
                progress.show(perSecond + " flows/s; sent " + describe(totals));
            }
        }
        progress.println(sent(simulation) + impaired(simulation.report()));
        return simulation.report();
    }

    private int writeTruth(SimulationReport report) {
        if (truth != null) {
            try {
                report.writeTruth(truth);
            } catch (IOException e) {
                report("Cannot write " + truth + ": " + FailureText.of(e));
                return ExitCode.SOFTWARE;
            }
        }
        return ExitCode.OK;
    }

    /** What was done to datagrams on purpose, where it was. */
    private static String impaired(SimulationReport report) {
        StringBuilder text = new StringBuilder();
        append(text, report.lostDatagrams(), "datagrams lost on purpose");
        append(text, report.duplicatedDatagrams(), "sent twice");
        append(text, report.reorderedDatagrams(), "overtaken by the next");
        append(text, report.restarts(), "restarts");
        return text.toString();
    }

    private static void append(StringBuilder text, long count, String what) {
        if (count > 0) {
            text.append("; ").append(count).append(' ').append(what);
        }
    }

    private String sent(Simulation simulation) {
        SimulationTotals totals = simulation.totals();
        StringBuilder line = new StringBuilder("Sent ").append(describe(totals));
        for (ExportProtocol each : PROTOCOLS.get(protocol)) {
            SimulationTotals part = simulation.totals(each);
            line.append("; ").append(each.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            line.append(": ").append(part.datagrams()).append(" datagrams, ");
            line.append(part.flows()).append(" flows");
        }
        if (totals.errors() > 0) {
            line.append("; last error: ").append(simulation.lastRefusal());
        }
        return line.toString();
    }

    private static String describe(SimulationTotals totals) {
        return String.format(
                Locale.ROOT,
                "%d datagrams, %d flows, %d bytes, %d errors",
                totals.datagrams(),
                totals.flows(),
                totals.bytes(),
                totals.errors());
    }

    private String failure(IOException e) {
        String what =
                target.file == null
                        ? "Cannot send to " + target.collector
                        : "Cannot write " + target.file;
        return what + ": " + e.getClass().getSimpleName() + ": " + e.getMessage();
    }

    private void report(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }
}
