package io.weir.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code load balance}: whether the books of the whole job agree with the sender's. */
@Command(
        name = "balance",
        mixinStandardHelpOptions = true,
        description = {
            "Sends at half of the highest rate that the whole job takes, without sinks, for long,"
                    + " and compares what the job says it got with what was sent.",
            "Exit code: 0 if each datagram and flow is explained, else 1."
        })
final class BalanceCommand implements Callable<Integer> {

    private static final double TRIAL_SECONDS = 10;

    @Mixin private BenchOptions options;

    @Option(
            names = "--seconds",
            defaultValue = "600",
            description = "How long (default: ${DEFAULT-VALUE}).")
    private double seconds;

    @Option(
            names = "--rate",
            paramLabel = "DATAGRAMS_PER_S",
            description = "The rate (default: half of the highest, which is looked for first).")
    private Double rate;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Bench bench = options.bench();
        double offered = rate != null ? rate : maximum(bench) / 2;
        try (Session session = Session.start(bench, Receiver.Kind.JOB)) {
            System.err.printf("%.0f datagrams/s for %.0f s%n", offered, seconds);
            Trial trial = session.send(offered, seconds);
            long kernelDrops = KernelSocket.of(bench.port()).drops();
            JsonNode balance = session.receiver().process().ask("drain");
            ObjectNode line = compare(session.total(), kernelDrops, balance);
            line.put("datagrams_per_second", Math.round(trial.sent().datagramsPerSecond()));
            line.put("flows_per_second", Math.round(trial.flowsPerSecond()));
            line.put("seconds", trial.sent().seconds());
            line.put("cpu_ns_per_flow", trial.cpuNanosPerFlow());
            System.out.println(line);
            boolean explained =
                    line.get("unexplained_datagrams").asLong() == 0
                            && line.get("unexplained_flows").asLong() == 0;
            return explained ? 0 : 1;
        }
    }

    private static double maximum(Bench bench) throws IOException, InterruptedException {
        try (Session session = Session.start(bench, Receiver.Kind.JOB)) {
            return new MaximumRate(session, TRIAL_SECONDS, System.err::println)
                    .confirmed(TRIAL_SECONDS)
                    .sent()
                    .datagramsPerSecond();
        }
    }

    /**
     * Of all that was sent since the job started, warm-up included. Flows are explained only as
     * long as no datagram was dropped: nobody knows what it had.
     */
    private static ObjectNode compare(Sent sent, long kernelDrops, JsonNode balance) {
        JsonNode datagrams = balance.get("datagrams");
        long lost = kernelDrops + datagrams.get("dropped_by_queue").asLong();
        long unexplained =
                sent.datagrams()
                        - kernelDrops
                        - datagrams.get("received").asLong()
                        + datagrams.get("unexplained").asLong();
        ObjectNode line = new ObjectMapper().createObjectNode();
        line.put("type", "load-balance");
        line.put("datagrams_sent", sent.datagrams());
        line.put("flows_sent", sent.flows());
        line.put("kernel_drops", kernelDrops);
        line.put("unexplained_datagrams", unexplained);
        line.put(
                "unexplained_flows",
                lost == 0 ? sent.flows() - balance.get("records").get("flows").asLong() : 0);
        line.set("balance", balance);
        return line;
    }
}
