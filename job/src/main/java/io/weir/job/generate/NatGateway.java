package io.weir.job.generate;

import java.io.IOException;
import java.util.SplittableRandom;

/**
 * A gateway behind whose one address hundreds of people work: very many sessions to very many
 * hosts, all of them complete and answered.
 */
final class NatGateway implements Activity {

    private static final int HTTPS = 443;
    private static final HeavyTail REQUEST = HeavyTail.sizes(5, 400, 1.2);
    private static final HeavyTail RESPONSE = HeavyTail.sizes(6, 4_000, 1.1);

    private final int site;
    private final Host gateway;
    private final SplittableRandom random;
    private final Exchange exchange;

    NatGateway(int site, Host gateway, SplittableRandom random) {
        this.site = site;
        this.gateway = gateway;
        this.random = random;
        this.exchange = new Exchange(random);
    }

    @Override
    public void happen(long nowMillis, FlowConsumer flows) throws IOException {
        long sent = REQUEST.sample(random);
        long received = RESPONSE.sample(random);
        exchange.between(site, gateway, AddressPlan.other(random.nextInt(AddressPlan.OTHERS)))
                .sending(sent, 180 * sent)
                .receiving(received, 900 * received)
                .lasting(random.nextInt(40, 20_000));
        if (random.nextInt(4) == 0) {
            exchange.udp(HTTPS, nowMillis, flows);
        } else {
            exchange.tcp(HTTPS, nowMillis, flows);
        }
    }
}
