package io.weir.job.generate;

import java.io.IOException;
import java.util.SplittableRandom;

/** An infected host asks its controller for orders, again and again, and gets an answer. */
final class Beacons implements Activity {

    private static final int HTTPS = 443;
    private static final int PACKETS = 6;

    private final int site;
    private final Host infected;
    private final SplittableRandom random;
    private final Exchange exchange;

    Beacons(int site, Host infected, SplittableRandom random) {
        this.site = site;
        this.infected = infected;
        this.random = random;
        this.exchange = new Exchange(random);
    }

    @Override
    public void happen(long nowMillis, FlowConsumer flows) throws IOException {
        exchange.between(site, infected, AddressPlan.CONTROLLER)
                .sending(PACKETS, 900 + random.nextInt(200))
                .receiving(PACKETS, 1_400 + random.nextInt(800))
                .lasting(random.nextInt(50, 400))
                .tcp(HTTPS, nowMillis, flows);
    }
}
