package io.weir.job.generate;

import static io.weir.job.generate.SimulatedFlow.ACK;
import static io.weir.job.generate.SimulatedFlow.RST;
import static io.weir.job.generate.SimulatedFlow.SYN;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Two scanners from the Internet that send nothing but SYN: one asks each host of all sites for one
 * port, the other asks one host for all ports. Some of the asked answer with RST.
 */
final class SynScan implements Scenario {

    static final int HORIZONTAL_PORT = 445;

    private static final int FLOWS_PER_SECOND = 20;
    private static final int PORTS = 65_535;

    /** Coprime to {@link #PORTS}: its multiples meet every port once, in no visible order. */
    private static final int PORT_STRIDE = 7_919;

    private static final int SYN_OCTETS = 44;
    private static final int RST_OCTETS = 40;
    private static final int ONE_IN_SO_MANY_ANSWERS = 4;

    @Override
    public String name() {
        return "syn-scan";
    }

    @Override
    public String description() {
        return "one scanner asks all hosts for port 445, another asks one host for all ports";
    }

    @Override
    public List<Attack> attacks(Network network, SplittableRandom random) {
        return List.of(
                new Attack(new Horizontal(network, random.split()), FLOWS_PER_SECOND),
                new Attack(new Vertical(random.split()), FLOWS_PER_SECOND));
    }

    private static final class Horizontal implements Activity {

        private final Network network;
        private final Probe probe;
        private int next;

        Horizontal(Network network, SplittableRandom random) {
            this.network = network;
            this.probe = new Probe(random);
        }

        @Override
        public void happen(long nowMillis, FlowConsumer flows) throws IOException {
            int site = next % network.siteCount();
            int number = 1 + next / network.siteCount() % AddressPlan.HOSTS_PER_SITE;
            next = (next + 1) % (network.siteCount() * AddressPlan.HOSTS_PER_SITE);
            Host target = AddressPlan.address(site, number);
            probe.send(
                    site,
                    AddressPlan.HORIZONTAL_SCANNER,
                    target,
                    HORIZONTAL_PORT,
                    nowMillis,
                    flows);
        }
    }

    private static final class Vertical implements Activity {

        private static final int SITE = 0;

        private final Host target =
                AddressPlan.server(SITE, AddressPlan.WEB_SERVER, /* ipv6= */ false);
        private final Probe probe;
        private int next;

        Vertical(SplittableRandom random) {
            this.probe = new Probe(random);
        }

        @Override
        public void happen(long nowMillis, FlowConsumer flows) throws IOException {
            int port = 1 + (int) ((long) next * PORT_STRIDE % PORTS);
            next = (next + 1) % PORTS;
            probe.send(SITE, AddressPlan.VERTICAL_SCANNER, target, port, nowMillis, flows);
        }
    }

    /** One SYN and, now and then, its RST. */
    private static final class Probe {

        private final SplittableRandom random;
        private final SimulatedFlow flow = new SimulatedFlow();

        Probe(SplittableRandom random) {
            this.random = random;
        }

        void send(int site, Host scanner, Host target, int port, long nowMillis, FlowConsumer flows)
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
                                .counted(1, RST_OCTETS)
                                .during(sent + 1, sent + 1));
            }
        }
    }
}
