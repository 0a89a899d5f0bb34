package io.weir.job.generate;

import java.io.IOException;
import java.util.SplittableRandom;

/**
 * A resolver that asks very many name servers of the Internet, and is asked by all clients of its
 * site: small datagrams, all answered, some answers large.
 */
final class BusyResolver implements Activity {

    private static final int DOMAIN = 53;
    private static final int LARGE_ANSWER = 1_232;
    private static final int ONE_IN_SO_MANY_LARGE = 20;

    private final int site;
    private final Host resolver;
    private final SplittableRandom random;
    private final Exchange exchange;

    BusyResolver(int site, Host resolver, SplittableRandom random) {
        this.site = site;
        this.resolver = resolver;
        this.random = random;
        this.exchange = new Exchange(random);
    }

    @Override
    public void happen(long nowMillis, FlowConsumer flows) throws IOException {
        if (random.nextInt(3) == 0) {
            int client = random.nextInt(AddressPlan.CLIENTS_PER_SITE);
            exchange.between(site, AddressPlan.client(site, client, /* ipv6= */ false), resolver);
        } else {
            int server = random.nextInt(AddressPlan.OTHERS);
            exchange.between(site, resolver, AddressPlan.other(server));
        }
        int answer =
                random.nextInt(ONE_IN_SO_MANY_LARGE) == 0 ? LARGE_ANSWER : random.nextInt(80, 400);
        exchange.sending(1, random.nextInt(58, 90))
                .receiving(1, answer)
                .lasting(random.nextInt(1, 120))
                .udp(DOMAIN, nowMillis, flows);
    }
}
