package io.weir.job.generate;

import java.io.IOException;
import java.util.SplittableRandom;

/** Many hosts of the Internet, or one under many names, flood one host. */
final class Flood implements Activity {

    /**
     * What each flow of a flood is.
     *
     * @param protocol of IANA: TCP with nothing but SYN, UDP or ICMP echo requests
     * @param port of the victim; for UDP 0 for fragments without a UDP header
     * @param packets per flow
     * @param octetsPerPacket layer 3
     */
    record Shape(int protocol, int port, int packets, int octetsPerPacket) {}

    private static final int FIRST_PORT = 1_024;
    private static final int PORTS = 64_512;
    private static final int MILLIS = 900;

    private final int site;
    private final Host victim;
    private final Shape shape;
    private final SplittableRandom random;
    private final SimulatedFlow flow = new SimulatedFlow();

    Flood(int site, Host victim, Shape shape, SplittableRandom random) {
        this.site = site;
        this.victim = victim;
        this.shape = shape;
        this.random = random;
    }

    @Override
    public void happen(long nowMillis, FlowConsumer flows) throws IOException {
        Host source = AddressPlan.other(random.nextInt(AddressPlan.OTHERS));
        long end = nowMillis - 1 - random.nextInt(100);
        flow.between(site, source, victim);
        switch (shape.protocol()) {
            case SimulatedFlow.TCP -> flow.tcp(anyPort(), shape.port(), SimulatedFlow.SYN);
            case SimulatedFlow.UDP -> flow.udp(shape.port() == 0 ? 0 : anyPort(), shape.port());
            default -> flow.icmp(IcmpType.ECHO_REQUEST, 0);
        }
        long packets = (long) shape.packets() + random.nextInt(shape.packets() / 4 + 1);
        flow.counted(packets, packets * shape.octetsPerPacket());
        flows.accept(flow.during(packets == 1 ? end : end - MILLIS, end));
    }

    private int anyPort() {
        return FIRST_PORT + random.nextInt(PORTS);
    }
}
