package io.weir.job.generate;

import java.io.IOException;
import java.util.SplittableRandom;

/** A scanner on the Internet asks one host for all ports, with nothing but SYN. */
final class VerticalSynScan implements Activity {

    private static final int PORTS = 65_535;

    /** Coprime to {@link #PORTS}: its multiples meet every port once, in no visible order. */
    private static final int PORT_STRIDE = 7_919;

    private final int site;
    private final Host target;
    private final SynProbe probe;
    private int next;

    VerticalSynScan(int site, Host scanner, Host target, SplittableRandom random) {
        this.site = site;
        this.target = target;
        this.probe = new SynProbe(scanner, random);
    }

    @Override
    public void happen(long nowMillis, FlowConsumer flows) throws IOException {
        int port = 1 + (int) ((long) next * PORT_STRIDE % PORTS);
        next = (next + 1) % PORTS;
        probe.send(site, target, port, nowMillis, flows);
    }
}
