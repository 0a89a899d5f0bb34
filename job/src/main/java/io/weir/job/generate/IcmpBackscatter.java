package io.weir.job.generate;

import static io.weir.job.generate.SimulatedFlow.ACK;
import static io.weir.job.generate.SimulatedFlow.RST;
import static io.weir.job.generate.SimulatedFlow.SYN;

import java.io.IOException;
import java.util.SplittableRandom;

/**
 * The victim of a flood from pretended addresses answers them, with SYN-ACK or RST; the addresses
 * that exist did not ask, and those that do not draw destination unreachable from routers. The
 * flood itself came by another way.
 */
final class IcmpBackscatter implements Activity {

    private static final int WEB = 80;
    private static final int SYN_ACK_OCTETS = 44;
    private static final int RST_OCTETS = 40;
    private static final int UNREACHABLE_OCTETS = 56;
    private static final int FIRST_PORT = 1_024;
    private static final int PORTS = 64_512;

    private final int site;
    private final Host victim;
    private final SplittableRandom random;
    private final SimulatedFlow flow = new SimulatedFlow();

    IcmpBackscatter(int site, Host victim, SplittableRandom random) {
        this.site = site;
        this.victim = victim;
        this.random = random;
    }

    @Override
    public void happen(long nowMillis, FlowConsumer flows) throws IOException {
        Host pretended = AddressPlan.other(random.nextInt(AddressPlan.OTHERS));
        long answered = nowMillis - 50 - random.nextInt(100);
        boolean accepts = random.nextBoolean();
        flows.accept(
                flow.between(site, victim, pretended)
                        .tcp(
                                WEB,
                                FIRST_PORT + random.nextInt(PORTS),
                                accepts ? SYN | ACK : RST | ACK)
                        .counted(1, accepts ? SYN_ACK_OCTETS : RST_OCTETS)
                        .during(answered, answered));
        if (random.nextBoolean()) {
            long drawn = answered + 1 + random.nextInt(40);
            flows.accept(
                    flow.between(site, pretended, victim)
                            .icmp(IcmpType.UNREACHABLE, IcmpType.HOST_UNREACHABLE)
                            .answering()
                            .counted(1, UNREACHABLE_OCTETS)
                            .during(drawn, drawn));
        }
    }
}
