package io.weir.job.generate;

import static io.weir.job.generate.SimulatedFlow.ACK;
import static io.weir.job.generate.SimulatedFlow.RST;
import static io.weir.job.generate.SimulatedFlow.SYN;

import java.io.IOException;
import java.util.SplittableRandom;

/**
 * Servers of the Internet take sessions that a host did not open, again and again since nothing
 * follows, and some refuse them: someone else opened them in its name.
 */
final class TcpReflection implements Activity {

    private static final int HTTPS = 443;
    private static final int REFLECTORS = 500;

    /** One server in so many refuses. */
    private static final int REFUSES = 10;

    /** What Linux sends: the first one and five more. */
    private static final int SYN_ACKS = 6;

    private static final int SYN_ACK_OCTETS = 60;
    private static final int RST_OCTETS = 40;
    private static final int MILLIS = 900;
    private static final int FIRST_PORT = 1_024;
    private static final int PORTS = 64_512;

    private final int site;
    private final Host victim;
    private final SplittableRandom random;
    private final int firstReflector;
    private final SimulatedFlow flow = new SimulatedFlow();

    TcpReflection(int site, Host victim, SplittableRandom random) {
        this.site = site;
        this.victim = victim;
        this.random = random;
        this.firstReflector = random.nextInt(AddressPlan.OTHERS);
    }

    @Override
    public void happen(long nowMillis, FlowConsumer flows) throws IOException {
        int number = firstReflector + random.nextInt(REFLECTORS);
        boolean refuses = number % REFUSES == 0;
        long packets = refuses ? 1 : SYN_ACKS;
        long end = nowMillis - 1 - random.nextInt(100);
        flow.between(site, AddressPlan.other(number), victim)
                .tcp(HTTPS, FIRST_PORT + random.nextInt(PORTS), refuses ? RST | ACK : SYN | ACK)
                .answering()
                .counted(packets, packets * (refuses ? RST_OCTETS : SYN_ACK_OCTETS));
        flows.accept(flow.during(refuses ? end : end - MILLIS, end));
    }
}
