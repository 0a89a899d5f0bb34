package io.weir.benchmarks.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code load rates}: how much receivers take, and what it costs. */
@Command(
        name = "rates",
        mixinStandardHelpOptions = true,
        description = {
            "Finds the highest rate at which each receiver loses nothing, and what a flow costs it"
                    + " there and at one rate for all. Prints a line of JSON per measurement and a"
                    + " table at the end.",
            "Processor time is user and system time of the receiver's process. What the kernel does"
                    + " to deliver a datagram over loopback happens in the sender, and is in"
                    + " nobody's account."
        })
final class RatesCommand implements Callable<Integer> {

    @Mixin private BenchOptions options;

    @Option(
            names = "--receivers",
            split = ",",
            defaultValue = "ceiling,nfcapd,count,decode",
            description = "Which: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private List<Receiver.Kind> receivers;

    @Option(
            names = "--seconds",
            defaultValue = "60",
            description = "How long a rate must go without loss (default: ${DEFAULT-VALUE}).")
    private double seconds;

    @Option(
            names = "--trial",
            defaultValue = "5",
            paramLabel = "SECONDS",
            description = "How long each step of the search takes (default: ${DEFAULT-VALUE}).")
    private double trialSeconds;

    @Option(
            names = "--repeat",
            defaultValue = "3",
            paramLabel = "N",
            description = "How often all of it is done (default: ${DEFAULT-VALUE}).")
    private int repeat;

    @Option(
            names = "--same-rate-seconds",
            defaultValue = "20",
            paramLabel = "SECONDS",
            description =
                    "How long the runs at one rate take, 0 for none (default: ${DEFAULT-VALUE}).")
    private double sameRateSeconds;

    @Option(
            names = "--same-rate",
            paramLabel = "DATAGRAMS_PER_S",
            description =
                    "The rate of the runs at one rate (default: 80 %% of the lowest maximum of"
                            + " nfcapd, or if it does not run of all).")
    private Double sameRate;

    private final List<Measurement> measurements = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Bench bench = options.bench();
        for (int run = 1; run <= repeat && seconds > 0; run++) {
            for (Receiver.Kind receiver : receivers) {
                measureMaximum(bench, receiver, run);
            }
        }
        for (int run = 1; run <= repeat && sameRateSeconds > 0; run++) {
            for (Receiver.Kind receiver : receivers) {
                measureAtOneRate(bench, receiver, run);
            }
        }
        System.out.println();
        System.out.print(new LoadTable(measurements));
        return 0;
    }

    private void measureMaximum(Bench bench, Receiver.Kind receiver, int run)
            throws IOException, InterruptedException {
        try (Session session = Session.start(bench, receiver)) {
            MaximumRate search =
                    new MaximumRate(
                            session,
                            trialSeconds,
                            line -> System.err.println(receiver.title() + ": " + line));
            Trial trial = search.confirmed(seconds);
            add(Measurement.Kind.MAXIMUM, receiver, bench, run, session, trial);
        }
    }

    private void measureAtOneRate(Bench bench, Receiver.Kind receiver, int run)
            throws IOException, InterruptedException {
        try (Session session = Session.start(bench, receiver)) {
            Trial trial = session.send(rateForAll(), sameRateSeconds);
            add(Measurement.Kind.SAME_RATE, receiver, bench, run, session, trial);
        }
    }

    private double rateForAll() throws LoadException {
        if (sameRate != null) {
            return sameRate;
        }
        boolean hasNfcapd = receivers.contains(Receiver.Kind.NFCAPD);
        return 0.8
                * measurements.stream()
                        .filter(m -> m.kind() == Measurement.Kind.MAXIMUM)
                        .filter(m -> !hasNfcapd || m.receiver() == Receiver.Kind.NFCAPD)
                        .mapToDouble(m -> m.trial().sent().datagramsPerSecond())
                        .min()
                        .orElseThrow(
                                () -> new LoadException("--seconds 0 needs --same-rate: add it."));
    }

    private void add(
            Measurement.Kind kind,
            Receiver.Kind receiver,
            Bench bench,
            int run,
            Session session,
            Trial trial)
            throws IOException, InterruptedException {
        long bufferBytes = session.receiver().bufferBytes();
        Measurement measurement =
                new Measurement(
                        kind, receiver, bench.traffic(), run, bufferBytes, trial, session.end());
        measurements.add(measurement);
        System.out.println(measurement.toJson());
    }
}
