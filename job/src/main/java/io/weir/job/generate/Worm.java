package io.weir.job.generate;

import java.io.IOException;
import java.util.SplittableRandom;

/** An infected host tries to infect random addresses of the Internet; nobody answers. */
final class Worm implements Activity {

    /**
     * What each of its flows is: the signature.
     *
     * @param protocol of IANA: TCP with nothing but SYN, UDP or ICMP echo requests
     * @param port of the targets; 0 for ICMP
     * @param packets per flow
     * @param octets per flow, layer 3
     */
    record Signature(int protocol, int port, int packets, int octets) {}

    private static final int MILLIS_BETWEEN_PACKETS = 3_000;

    private final int site;
    private final Host infected;
    private final Signature signature;
    private final SplittableRandom random;
    private final SimulatedFlow flow = new SimulatedFlow();

    Worm(int site, Host infected, Signature signature, SplittableRandom random) {
        this.site = site;
        this.infected = infected;
        this.signature = signature;
        this.random = random;
    }

    @Override
    public void happen(long nowMillis, FlowConsumer flows) throws IOException {
        int port = EphemeralPorts.next(random);
        flow.between(site, infected, AddressPlan.other(random.nextInt(AddressPlan.OTHERS)));
        switch (signature.protocol()) {
            case SimulatedFlow.TCP -> flow.tcp(port, signature.port(), SimulatedFlow.SYN);
            case SimulatedFlow.UDP -> flow.udp(port, signature.port());
            default -> flow.icmp(IcmpType.ECHO_REQUEST, 0);
        }
        long end = nowMillis - 1 - random.nextInt(100);
        long start = end - (signature.packets() - 1L) * MILLIS_BETWEEN_PACKETS;
        flows.accept(flow.counted(signature.packets(), signature.octets()).during(start, end));
    }
}
