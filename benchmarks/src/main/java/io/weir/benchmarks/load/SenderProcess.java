package io.weir.benchmarks.load;

import java.io.IOException;
import java.util.List;

/** The sender, on its core. */
final class SenderProcess {

    /** As fast as it goes. */
    static final double UNLIMITED = 0;

    private final Bench bench;
    private final String program;

    SenderProcess(Bench bench) throws IOException, InterruptedException {
        this.bench = bench;
        this.program = bench.programs().compile("sender").toString();
    }

    /** Sends so many datagrams per second for so long. */
    Sent send(double rate, double seconds) throws IOException, InterruptedException {
        List<String> command =
                List.of(
                        program,
                        bench.exportFile().toString(),
                        Bench.ADDRESS,
                        Integer.toString(bench.port()),
                        Double.toString(rate),
                        Double.toString(seconds),
                        Integer.toString(bench.exporters()));
        try (PinnedProcess sender =
                PinnedProcess.start(bench.senderCore(), bench.log("sender"), command)) {
            Sent sent = Sent.of(sender.readJson());
            sender.awaitEnd();
            return sent;
        }
    }
}
