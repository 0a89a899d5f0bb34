package io.weir.job.generate;

import static io.weir.job.generate.SimulatedFlow.ACK;
import static io.weir.job.generate.SimulatedFlow.FIN;
import static io.weir.job.generate.SimulatedFlow.PSH;
import static io.weir.job.generate.SimulatedFlow.SYN;

import java.io.IOException;
import java.util.SplittableRandom;

/** One asks and the other answers: two flows. One object is filled again and again. */
final class Exchange {

    private static final int COMPLETE = SYN | ACK | PSH | FIN;

    private final SplittableRandom random;
    private final SimulatedFlow flow = new SimulatedFlow();
    private int site;
    private Host client;
    private Host server;
    private long sentPackets;
    private long sentOctets;
    private long receivedPackets;
    private long receivedOctets;
    private long millis;

    Exchange(SplittableRandom random) {
        this.random = random;
    }

    Exchange between(int site, Host client, Host server) {
        this.site = site;
        this.client = client;
        this.server = server;
        millis = 0;
        return this;
    }

    /** What the client sends. */
    Exchange sending(long packets, long octets) {
        sentPackets = packets;
        sentOctets = octets;
        return this;
    }

    /** What the server sends. */
    Exchange receiving(long packets, long octets) {
        receivedPackets = packets;
        receivedOctets = octets;
        return this;
    }

    Exchange lasting(long millis) {
        this.millis = millis;
        return this;
    }

    /** A complete TCP session, which ended just now. */
    void tcp(int port, long nowMillis, FlowConsumer flows) throws IOException {
        int clientPort = EphemeralPorts.next(random);
        long end = justBefore(nowMillis);
        there().tcp(clientPort, port, COMPLETE).during(end - millis, end);
        flows.accept(flow);
        back().tcp(port, clientPort, COMPLETE).during(end - millis, end);
        flows.accept(flow);
    }

    /** Datagrams there and back. */
    void udp(int port, long nowMillis, FlowConsumer flows) throws IOException {
        udp(EphemeralPorts.next(random), port, nowMillis, flows);
    }

    /** Datagrams there and back, from a port of the client that says what it is. */
    void udp(int clientPort, int port, long nowMillis, FlowConsumer flows) throws IOException {
        long end = justBefore(nowMillis);
        there().udp(clientPort, port).during(end - millis, end);
        flows.accept(flow);
        back().udp(port, clientPort).during(end - millis, end);
        flows.accept(flow);
    }

    /** Echo request and reply. */
    void echo(long nowMillis, FlowConsumer flows) throws IOException {
        long end = justBefore(nowMillis);
        there().icmp(IcmpType.ECHO_REQUEST, 0).during(end - millis, end);
        flows.accept(flow);
        back().icmp(IcmpType.ECHO_REPLY, 0).during(end - millis, end);
        flows.accept(flow);
    }

    private SimulatedFlow there() {
        return flow.between(site, client, server).counted(sentPackets, sentOctets);
    }

    private SimulatedFlow back() {
        return flow.between(site, server, client)
                .answering()
                .counted(receivedPackets, receivedOctets);
    }

    private long justBefore(long nowMillis) {
        return nowMillis - 1 - random.nextInt(100);
    }
}
