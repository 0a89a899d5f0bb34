package io.weir.job.generate;

import java.io.IOException;
import java.util.SplittableRandom;

/** An infected client delivers mail itself, to very many mail servers of the Internet. */
final class SmtpSpam implements Activity {

    private static final int SMTP = 25;

    private final int site;
    private final Host sender;
    private final SplittableRandom random;
    private final Exchange exchange;

    SmtpSpam(int site, Host sender, SplittableRandom random) {
        this.site = site;
        this.sender = sender;
        this.random = random;
        this.exchange = new Exchange(random);
    }

    @Override
    public void happen(long nowMillis, FlowConsumer flows) throws IOException {
        int packets = random.nextInt(14, 30);
        exchange.between(site, sender, AddressPlan.other(random.nextInt(AddressPlan.OTHERS)))
                .sending(packets, 400L * packets)
                .receiving(packets, 80L * packets)
                .lasting(random.nextInt(800, 6_000))
                .tcp(SMTP, nowMillis, flows);
    }
}
