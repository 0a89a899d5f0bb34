package io.weir.job.generate;

import java.io.IOException;
import java.util.SplittableRandom;

/** A server copies all that it has to a host on the Internet, file after file. */
final class BulkTransfer implements Activity {

    static final int RSYNC = 873;

    private static final int FILE_PACKETS = 6_000;
    private static final int OCTETS_PER_PACKET = 1_452;
    private static final int OCTETS_PER_ACKNOWLEDGEMENT = 52;

    private final int site;
    private final Host server;
    private final Host storage;
    private final SplittableRandom random;
    private final Exchange exchange;

    BulkTransfer(int site, Host server, Host storage, SplittableRandom random) {
        this.site = site;
        this.server = server;
        this.storage = storage;
        this.random = random;
        this.exchange = new Exchange(random);
    }

    @Override
    public void happen(long nowMillis, FlowConsumer flows) throws IOException {
        long packets = (long) FILE_PACKETS + random.nextInt(FILE_PACKETS / 2);
        exchange.between(site, server, storage)
                .sending(packets, packets * OCTETS_PER_PACKET)
                .receiving(packets / 2, packets / 2 * OCTETS_PER_ACKNOWLEDGEMENT)
                .lasting(random.nextInt(300, 900))
                .tcp(RSYNC, nowMillis, flows);
    }
}
