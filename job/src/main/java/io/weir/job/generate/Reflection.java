package io.weir.job.generate;

import java.io.IOException;
import java.util.SplittableRandom;

/**
 * Servers of the Internet answer large to one host that did not ask: someone else did, in its name.
 */
final class Reflection implements Activity {

    /**
     * What the answers are.
     *
     * @param port of the servers
     * @param packets per flow
     * @param octetsPerPacket layer 3
     * @param reflectors how many servers
     */
    record Shape(int port, int packets, int octetsPerPacket, int reflectors) {}

    private static final int FIRST_PORT = 1_024;
    private static final int PORTS = 64_512;
    private static final int MILLIS = 800;

    private final int site;
    private final Host victim;
    private final Shape shape;
    private final SplittableRandom random;
    private final int firstReflector;
    private final SimulatedFlow flow = new SimulatedFlow();

    Reflection(int site, Host victim, Shape shape, SplittableRandom random) {
        this.site = site;
        this.victim = victim;
        this.shape = shape;
        this.random = random;
        this.firstReflector = random.nextInt(AddressPlan.OTHERS);
    }

    @Override
    public void happen(long nowMillis, FlowConsumer flows) throws IOException {
        Host reflector = AddressPlan.other(firstReflector + random.nextInt(shape.reflectors()));
        long end = nowMillis - 1 - random.nextInt(100);
        long packets = (long) shape.packets() + random.nextInt(shape.packets() / 4 + 1);
        long octets = packets * shape.octetsPerPacket() - random.nextInt(200);
        flows.accept(
                flow.between(site, reflector, victim)
                        .udp(shape.port(), FIRST_PORT + random.nextInt(PORTS))
                        .counted(packets, octets)
                        .during(end - MILLIS, end));
    }
}
