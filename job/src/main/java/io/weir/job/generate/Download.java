package io.weir.job.generate;

import java.io.IOException;
import java.util.SplittableRandom;

/** One host on the Internet fetches pages from a web server inside, one after the other. */
final class Download implements Activity {

    private static final int HTTPS = 443;
    private static final int PACKETS = 8;

    private final int site;
    private final Host client;
    private final Host server;
    private final SplittableRandom random;
    private final Exchange exchange;

    Download(int site, Host client, Host server, SplittableRandom random) {
        this.site = site;
        this.client = client;
        this.server = server;
        this.random = random;
        this.exchange = new Exchange(random);
    }

    @Override
    public void happen(long nowMillis, FlowConsumer flows) throws IOException {
        exchange.between(site, client, server)
                .sending(PACKETS, 900 + random.nextInt(300))
                .receiving(PACKETS + 2, 4_000 + random.nextInt(6_000))
                .lasting(random.nextInt(50, 900))
                .tcp(HTTPS, nowMillis, flows);
    }
}
