package io.weir.job.generate;

import java.io.IOException;
import java.util.SplittableRandom;

/**
 * A server that looks after its site: it pings all hosts and tries their services, one after the
 * other, again and again. All answer but {@value #DOWN}, which are down.
 */
final class MonitoringServer implements Activity {

    static final int DOWN = 3;

    private static final int HOSTS = 120;
    private static final int[] TCP_PORTS = {22, 25, 80, 443, 445, 993, 3389, 5432, 8080, 9200};
    private static final int SNMP = 161;

    /** A ping, a question of SNMP, and the ports. */
    private static final int CHECKS = 2 + TCP_PORTS.length;

    private final int site;
    private final Host monitor;
    private final SplittableRandom random;
    private final Exchange exchange;
    private final SimulatedFlow flow = new SimulatedFlow();
    private int next;

    MonitoringServer(int site, Host monitor, SplittableRandom random) {
        this.site = site;
        this.monitor = monitor;
        this.random = random;
        this.exchange = new Exchange(random);
    }

    @Override
    public void happen(long nowMillis, FlowConsumer flows) throws IOException {
        int host = next % HOSTS;
        int check = next / HOSTS % CHECKS;
        next = (next + 1) % (HOSTS * CHECKS);
        Host target = AddressPlan.client(site, host, /* ipv6= */ false);
        if (host < DOWN) {
            askInVain(target, check, nowMillis, flows);
        } else {
            ask(target, check, nowMillis, flows);
        }
    }

    private void ask(Host target, int check, long nowMillis, FlowConsumer flows)
            throws IOException {
        exchange.between(site, monitor, target).lasting(random.nextInt(1, 20));
        switch (check) {
            case 0 -> exchange.sending(3, 3 * 84).receiving(3, 3 * 84).echo(nowMillis, flows);
            case 1 -> exchange.sending(2, 2 * 90).receiving(2, 2 * 160).udp(SNMP, nowMillis, flows);
            default ->
                    exchange.sending(5, 300)
                            .receiving(4, 420)
                            .tcp(TCP_PORTS[check - 2], nowMillis, flows);
        }
    }

    private void askInVain(Host target, int check, long nowMillis, FlowConsumer flows)
            throws IOException {
        long end = nowMillis - 1 - random.nextInt(100);
        int port = EphemeralPorts.next(random);
        flow.between(site, monitor, target);
        switch (check) {
            case 0 -> flow.icmp(IcmpType.ECHO_REQUEST, 0).counted(3, 3 * 84);
            case 1 -> flow.udp(port, SNMP).counted(2, 2 * 90);
            default -> flow.tcp(port, TCP_PORTS[check - 2], SimulatedFlow.SYN).counted(3, 3 * 60);
        }
        flows.accept(flow.during(end - 3_000, end));
    }
}
