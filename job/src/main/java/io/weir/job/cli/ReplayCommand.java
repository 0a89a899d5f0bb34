package io.weir.job.cli;

import io.weir.codec.IpAddress;
import io.weir.job.capture.CaptureFormatException;
import io.weir.job.replay.Pace;
import io.weir.job.replay.Replay;
import io.weir.job.replay.ReplayFilter;
import io.weir.job.replay.ReplayOptions;
import io.weir.job.replay.ReplaySockets;
import io.weir.job.replay.ReplayTotals;
import io.weir.job.replay.SentAs;
import io.weir.job.terminal.ProgressLine;
import io.weir.job.terminal.StopSignal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weir replay}: the datagrams of captures, sent again. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Sends the UDP payloads of captures to a collector again, byte for byte: the times and"
                    + " sequence numbers in them stay those of then. Several files are merged by"
                    + " packet time.",
            "To an IPv4 loopback address each exporter sends from a loopback address of its own:"
                    + " 10.1.2.3 from 127.1.2.3. To any other address all datagrams come from this"
                    + " host, and exporters differ by source port only: a collector that tells them"
                    + " apart by address sees one.",
            "Exit code: 0 when done or stopped, 1 if it failed, 2 if the options are wrong."
        })
final class ReplayCommand implements Callable<Integer> {

    private static final String FOREVER = "forever";
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    @Spec private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description =
                    "pcap or pcapng captures, also in gzip or zstd, or .dat files of one datagram"
                            + " each.")
    private List<Path> files;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "HOST:PORT",
            description = "The collector.")
    private String to;

    @ArgGroup(multiplicity = "0..1")
    private PaceOptions pace = new PaceOptions();

    @Option(
            names = "--loop",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "How many times to send it all, or forever (default: ${DEFAULT-VALUE}). One"
                            + " second of the captures' time lies between two rounds.")
    private String loop;

    @Option(
            names = "--port",
            split = ",",
            paramLabel = "PORT",
            description = "Only datagrams that were captured on their way to this UDP port.")
    private List<Integer> ports = new ArrayList<>();

    @Option(
            names = "--exporter",
            split = ",",
            paramLabel = "ADDRESS",
            description = "Only datagrams of this exporter.")
    private List<String> exporters = new ArrayList<>();

    @Option(
            names = "--verbose",
            description = "Prints each exporter, and where its datagrams come from now.")
    private boolean verbose;

    @Override
    public Integer call() throws CommandFailure {
        ReplayOptions options = new ReplayOptions(files, filter(), pace.pace(this), rounds());
        InetSocketAddress collector = values().address("--to", to);
        StopSignal stop = StopSignal.install();
        ProgressLine progress = new ProgressLine(spec.commandLine().getErr());
        try (ReplaySockets sockets =
                new ReplaySockets(collector, sentAs -> report(sentAs, progress))) {
            ReplayTotals totals =
                    Replay.run(
                            options,
                            sockets,
                            stop::isRequested,
                            now -> progress.show(describe(now)));
            progress.println(summary(totals, sockets.lastRefusal()));
            return ExitCode.OK;
        } catch (CaptureFormatException e) {
            throw new CommandFailure(e.getMessage(), e);
        } catch (NoSuchFileException e) {
            throw new CommandFailure(e.getMessage() + ": there is no such file.", e);
        } catch (IOException e) {
            throw new CommandFailure("The replay failed: " + e.getMessage(), e);
        }
    }

    private ReplayFilter filter() {
        for (int port : ports) {
            values().inRange("--port", port, 1, OptionValues.MAX_PORT);
        }
        Set<IpAddress> addresses = new HashSet<>();
        exporters.forEach(text -> addresses.add(address(text)));
        return new ReplayFilter(new HashSet<>(ports), addresses);
    }

    /** A name is not looked up: what stands in a capture is an address. */
    private IpAddress address(String text) {
        if (ADDRESS.matcher(text).matches()) {
            try {
                return IpAddress.ofBytes(InetAddress.getByName(text).getAddress());
            } catch (UnknownHostException e) {
                // It only looks like an address: told below.
            }
        }
        throw values().wrong("--exporter", text, "an IPv4 or IPv6 address");
    }

    private long rounds() {
        if (loop.equals(FOREVER)) {
            return ReplayOptions.FOREVER;
        }
        if (!loop.matches("[1-9]\\d{0,8}")) {
            throw values().wrong("--loop", loop, "1 to 999999999, or " + FOREVER);
        }
        return Long.parseLong(loop);
    }

    private void report(SentAs sentAs, ProgressLine progress) {
        if (verbose) {
            progress.println(
                    "%s port %d is sent from %s port %d"
                            .formatted(
                                    sentAs.exporter(),
                                    sentAs.port(),
                                    sentAs.source().getAddress().getHostAddress(),
                                    sentAs.source().getPort()));
        }
    }

    private static String summary(ReplayTotals totals, String lastRefusal) {
        StringBuilder line = new StringBuilder("Sent ").append(describe(totals));
        if (totals.leftOut() > 0) {
            line.append("; ").append(totals.leftOut()).append(" left out by --port or --exporter");
        }
        if (totals.errors() > 0) {
            line.append("; last error: ").append(lastRefusal);
        }
        return line.toString();
    }

    private static String describe(ReplayTotals totals) {
        double seconds = totals.elapsed().toNanos() / 1e9;
        return String.format(
                Locale.ROOT,
                "%d datagrams, %d bytes, %d errors in %.1f s",
                totals.datagrams(),
                totals.bytes(),
                totals.errors(),
                seconds);
    }

    private OptionValues values() {
        return new OptionValues(spec);
    }

    /** How fast it sends; none given means as captured. */
    private static final class PaceOptions {

        @Option(
                names = "--speed",
                paramLabel = "TIMES",
                description =
                        "So many times as fast as captured: 10, 0.5… (default: 1, as captured).")
        private Double speed;

        @Option(
                names = "--rate",
                paramLabel = "N",
                description = "So many datagrams per second, evenly, whatever the captured times.")
        private Double rate;

        @Option(
                names = "--fast",
                description =
                        "As fast as it goes. A receiver whose socket buffer is small loses some.")
        private boolean fast;

        Pace pace(ReplayCommand command) {
            if (fast) {
                return Pace.unlimited();
            }
            if (rate != null) {
                return Pace.rate(command.aboveZero("--rate", rate));
            }
            return Pace.recorded(speed == null ? 1 : command.aboveZero("--speed", speed));
        }
    }

    private double aboveZero(String option, double value) {
        if (value > 0 && value <= Double.MAX_VALUE) {
            return value;
        }
        throw values().wrong(option, Double.toString(value), "a number above 0");
    }
}
