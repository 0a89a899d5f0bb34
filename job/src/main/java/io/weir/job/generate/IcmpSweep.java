package io.weir.job.generate;

import java.io.IOException;
import java.util.SplittableRandom;

/** A scanner on the Internet pings each address of all sites once. One in eight is a host. */
final class IcmpSweep implements Activity {

    private static final int ECHO_OCTETS = 84;
    private static final int ONE_IN_SO_MANY_ANSWERS = 8;

    private final Host scanner;
    private final HostSweep hosts;
    private final SplittableRandom random;
    private final SimulatedFlow flow = new SimulatedFlow();

    IcmpSweep(Network network, Host scanner, SplittableRandom random) {
        this.scanner = scanner;
        this.hosts = new HostSweep(network);
        this.random = random;
    }

    @Override
    public void happen(long nowMillis, FlowConsumer flows) throws IOException {
        hosts.next();
        long sent = nowMillis - 2 - random.nextInt(100);
        flows.accept(
                flow.between(hosts.site(), scanner, hosts.host())
                        .icmp(IcmpType.ECHO_REQUEST, 0)
                        .counted(1, ECHO_OCTETS)
                        .during(sent, sent));
        if (random.nextInt(ONE_IN_SO_MANY_ANSWERS) == 0) {
            flows.accept(
                    flow.between(hosts.site(), hosts.host(), scanner)
                            .icmp(IcmpType.ECHO_REPLY, 0)
                            .answering()
                            .counted(1, ECHO_OCTETS)
                            .during(sent + 1, sent + 1));
        }
    }
}
