package io.weir.job.generate;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;

/**
 * An infected host of the last site looks for UDP services on random addresses of the Internet, and
 * draws ICMP type 3 (destination unreachable) from as many targets and routers.
 */
final class IcmpUnreachable implements Scenario {

    private static final int FLOWS_PER_SECOND = 20;

    @Override
    public String name() {
        return "icmp-unreachable";
    }

    @Override
    public String description() {
        return "an infected host draws ICMP destination unreachable from many targets";
    }

    @Override
    public List<Attack> attacks(Network network, SplittableRandom random) {
        return List.of(new Attack(new Search(network, random.split()), FLOWS_PER_SECOND));
    }

    private static final class Search implements Activity {

        private static final int UNREACHABLE = 3;

        /** Port, port, port, host, communication administratively prohibited (RFC 1812 §5.2.7). */
        private static final int[] CODES = {3, 3, 3, 1, 13};

        private static final int[] PORTS = {161, 389, 1900, 5060, 11211};
        private static final int PROBE_OCTETS = 68;
        private static final int UNREACHABLE_OCTETS = 96;

        private final int site;
        private final Host suspect;
        private final SplittableRandom random;
        private final SimulatedFlow flow = new SimulatedFlow();

        Search(Network network, SplittableRandom random) {
            this.site = network.siteCount() - 1;
            this.suspect = AddressPlan.server(site, AddressPlan.SUSPECT, /* ipv6= */ false);
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
                            .icmp(UNREACHABLE, CODES[random.nextInt(CODES.length)])
                            .counted(1, UNREACHABLE_OCTETS)
                            .during(answered, answered));
        }
    }
}
