package io.weir.job.generate;

import java.io.IOException;
import java.util.SplittableRandom;

/**
 * An infected host looks for UDP services on random addresses of the Internet, and draws ICMP type
 * 3 (destination unreachable) from as many targets and routers.
 */
final class IcmpUnreachable implements Activity {

    private static final int[] CODES = {
        IcmpType.PORT_UNREACHABLE,
        IcmpType.PORT_UNREACHABLE,
        IcmpType.PORT_UNREACHABLE,
        IcmpType.HOST_UNREACHABLE,
        IcmpType.ADMINISTRATIVELY_PROHIBITED
    };

    private static final int[] PORTS = {161, 389, 1900, 5060, 11211};
    private static final int PROBE_OCTETS = 68;
    private static final int UNREACHABLE_OCTETS = 96;

    private final int site;
    private final Host suspect;
    private final SplittableRandom random;
    private final SimulatedFlow flow = new SimulatedFlow();

    IcmpUnreachable(int site, Host suspect, SplittableRandom random) {
        this.site = site;
        this.suspect = suspect;
        this.random = random;
    }

    @Override
    public void happen(long nowMillis, FlowConsumer flows) throws IOException {
        Host target = AddressPlan.other(random.nextInt(AddressPlan.OTHERS));
        long answered = nowMillis - 1 - random.nextInt(100);
        long sent = answered - 5 - random.nextInt(120);
        flows.accept(
                flow.between(site, suspect, target)
                        .udp(EphemeralPorts.next(random), PORTS[random.nextInt(PORTS.length)])
                        .counted(1, PROBE_OCTETS)
                        .during(sent, sent));
        flows.accept(
                flow.between(site, target, suspect)
                        .icmp(IcmpType.UNREACHABLE, CODES[random.nextInt(CODES.length)])
                        .answering()
                        .counted(1, UNREACHABLE_OCTETS)
                        .during(answered, answered));
    }
}
