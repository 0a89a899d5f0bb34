package io.weir.job.generate;

import java.io.IOException;
import java.util.SplittableRandom;

/**
 * A client shares files by eDonkey: it asks very many peers over UDP 4672, of which half are gone,
 * and exchanges parts with some over TCP 4662.
 */
final class PeerToPeer implements Activity {

    private static final int TRANSFER = 4662;
    private static final int KADEMLIA = 4672;
    private static final int QUERY_OCTETS = 63;
    private static final int ANSWER_OCTETS = 180;

    private final int site;
    private final Host client;
    private final SplittableRandom random;
    private final Exchange exchange;
    private final SimulatedFlow flow = new SimulatedFlow();

    PeerToPeer(int site, Host client, SplittableRandom random) {
        this.site = site;
        this.client = client;
        this.random = random;
        this.exchange = new Exchange(random);
    }

    @Override
    public void happen(long nowMillis, FlowConsumer flows) throws IOException {
        Host peer = AddressPlan.other(random.nextInt(AddressPlan.OTHERS));
        switch (random.nextInt(4)) {
            case 0 -> transfer(peer, nowMillis, flows);
            case 1 ->
                    exchange.between(site, client, peer)
                            .sending(1, QUERY_OCTETS)
                            .receiving(1, ANSWER_OCTETS)
                            .lasting(60)
                            .udp(KADEMLIA, KADEMLIA, nowMillis, flows);
            default -> {
                long sent = nowMillis - 1 - random.nextInt(100);
                flows.accept(
                        flow.between(site, client, peer)
                                .udp(KADEMLIA, KADEMLIA)
                                .counted(1, QUERY_OCTETS)
                                .during(sent, sent));
            }
        }
    }

    private void transfer(Host peer, long nowMillis, FlowConsumer flows) throws IOException {
        long packets = random.nextInt(20, 8_000);
        exchange.between(site, client, peer)
                .sending(packets, 900 * packets)
                .receiving(packets, 700 * packets)
                .lasting(random.nextInt(2_000, 50_000))
                .tcp(TRANSFER, nowMillis, flows);
    }
}
