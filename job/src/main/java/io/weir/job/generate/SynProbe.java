package io.weir.job.generate;

import static io.weir.job.generate.SimulatedFlow.ACK;
import static io.weir.job.generate.SimulatedFlow.RST;
import static io.weir.job.generate.SimulatedFlow.SYN;

import java.io.IOException;
import java.util.SplittableRandom;

/** A scanner that sends one SYN at a time and, now and then, gets an RST. */
final class SynProbe {

    private static final int SYN_OCTETS = 44;
    private static final int RST_OCTETS = 40;
    private static final int ONE_IN_SO_MANY_ANSWERS = 4;

    private final Host scanner;
    private final SplittableRandom random;
    private final SimulatedFlow flow = new SimulatedFlow();

    SynProbe(Host scanner, SplittableRandom random) {
        this.scanner = scanner;
        this.random = random;
    }

    void send(int site, Host target, int port, long nowMillis, FlowConsumer flows)
            throws IOException {
        int scannerPort = EphemeralPorts.next(random);
        long sent = nowMillis - 1 - random.nextInt(100);
        flows.accept(
                flow.between(site, scanner, target)
                        .tcp(scannerPort, port, SYN)
                        .counted(1, SYN_OCTETS)
                        .during(sent, sent));
        if (random.nextInt(ONE_IN_SO_MANY_ANSWERS) == 0) {
            flows.accept(
                    flow.between(site, target, scanner)
                            .tcp(port, scannerPort, RST | ACK)
                            .answering()
                            .counted(1, RST_OCTETS)
                            .during(sent + 1, sent + 1));
        }
    }
}
