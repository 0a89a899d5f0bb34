package io.weir.job.generate;

import java.io.IOException;
import java.util.SplittableRandom;

/** A scanner on the Internet asks each host of all sites for one port, with nothing but SYN. */
final class HorizontalSynScan implements Activity {

    private final int port;
    private final HostSweep hosts;
    private final SynProbe probe;

    HorizontalSynScan(Network network, Host scanner, int port, SplittableRandom random) {
        this.port = port;
        this.hosts = new HostSweep(network);
        this.probe = new SynProbe(scanner, random);
    }

    @Override
    public void happen(long nowMillis, FlowConsumer flows) throws IOException {
        hosts.next();
        probe.send(hosts.site(), hosts.host(), port, nowMillis, flows);
    }
}
