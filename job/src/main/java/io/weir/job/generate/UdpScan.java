package io.weir.job.generate;

import java.io.IOException;
import java.util.SplittableRandom;

/**
 * A scanner on the Internet asks each host of all sites for a few UDP services. Nobody answers;
 * some hosts say by ICMP that the port is closed.
 */
final class UdpScan implements Activity {

    private static final int[] PORTS = {69, 137, 161, 500, 1900, 5060};
    private static final int PROBE_OCTETS = 68;
    private static final int UNREACHABLE_OCTETS = 96;
    private static final int ONE_IN_SO_MANY_REFUSES = 5;

    private final Host scanner;
    private final HostSweep hosts;
    private final SplittableRandom random;
    private final SimulatedFlow flow = new SimulatedFlow();

    UdpScan(Network network, Host scanner, SplittableRandom random) {
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
                        .udp(EphemeralPorts.next(random), PORTS[random.nextInt(PORTS.length)])
                        .counted(1, PROBE_OCTETS)
                        .during(sent, sent));
        if (random.nextInt(ONE_IN_SO_MANY_REFUSES) == 0) {
            flows.accept(
                    flow.between(hosts.site(), hosts.host(), scanner)
                            .icmp(IcmpType.UNREACHABLE, IcmpType.PORT_UNREACHABLE)
                            .answering()
                            .counted(1, UNREACHABLE_OCTETS)
                            .during(sent + 1, sent + 1));
        }
    }
}
