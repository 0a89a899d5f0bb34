package io.weir.job.generate;

import java.io.IOException;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/** Flows from sources that cannot be where they come from, each from another; nobody answers. */
final class SpoofedFlows implements Activity {

    private static final int HTTPS = 443;
    private static final int OCTETS_PER_PACKET = 60;

    private final int site;
    private final IntFunction<Host> sources;
    private final int sourceCount;
    private final Host target;
    private final SplittableRandom random;
    private final SimulatedFlow flow = new SimulatedFlow();

    /**
     * @param sources the pretended source by number, 0 to {@code sourceCount} - 1
     */
    SpoofedFlows(
            int site,
            IntFunction<Host> sources,
            int sourceCount,
            Host target,
            SplittableRandom random) {
        this.site = site;
        this.sources = sources;
        this.sourceCount = sourceCount;
        this.target = target;
        this.random = random;
    }

    @Override
    public void happen(long nowMillis, FlowConsumer flows) throws IOException {
        Host source = sources.apply(random.nextInt(sourceCount));
        long end = nowMillis - 1 - random.nextInt(100);
        int packets = random.nextInt(1, 4);
        flows.accept(
                flow.between(site, source, target)
                        .udp(EphemeralPorts.next(random), HTTPS)
                        .counted(packets, (long) packets * OCTETS_PER_PACKET)
                        .during(end - 200L * (packets - 1), end));
    }
}
