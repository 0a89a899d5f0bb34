package io.weir.job.generate;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;

/** A scanner on the Internet asks host after host for the same ports, with nothing but SYN. */
final class BlockSynScan implements Activity {

    /** Those of services that are often open, and often attacked. */
    static final List<Integer> PORTS =
            List.of(
                    21, 22, 23, 25, 80, 110, 135, 139, 143, 443, 445, 993, 1433, 3306, 3389, 5432,
                    5900, 6379, 8080, 9200);

    private final HostSweep hosts;
    private final SynProbe probe;
    private int port = PORTS.size();

    BlockSynScan(Network network, Host scanner, SplittableRandom random) {
        this.hosts = new HostSweep(network);
        this.probe = new SynProbe(scanner, random);
    }

    @Override
    public void happen(long nowMillis, FlowConsumer flows) throws IOException {
        if (port == PORTS.size()) {
            hosts.next();
            port = 0;
        }
        probe.send(hosts.site(), hosts.host(), PORTS.get(port++), nowMillis, flows);
    }
}
