package io.weir.job.generate;

import java.io.IOException;
import java.util.SplittableRandom;

/**
 * The victim of floods of pings and of UDP from forged addresses: it answers to hosts that did not
 * ask, with echo replies and port unreachables. What it gets takes another way.
 */
final class IcmpAnswers implements Activity {

    private static final int REPLY_OCTETS = 84;
    private static final int UNREACHABLE_OCTETS = 56;

    private final int site;
    private final Host victim;
    private final SplittableRandom random;
    private final SimulatedFlow flow = new SimulatedFlow();

    IcmpAnswers(int site, Host victim, SplittableRandom random) {
        this.site = site;
        this.victim = victim;
        this.random = random;
    }

    @Override
    public void happen(long nowMillis, FlowConsumer flows) throws IOException {
        Host pretended = AddressPlan.other(random.nextInt(AddressPlan.OTHERS));
        long answered = nowMillis - 50 - random.nextInt(100);
        boolean isReply = random.nextBoolean();
        flow.between(site, victim, pretended);
        flows.accept(
                (isReply
                                ? flow.icmp(IcmpType.ECHO_REPLY, 0)
                                : flow.icmp(IcmpType.UNREACHABLE, IcmpType.PORT_UNREACHABLE))
                        .answering()
                        .counted(1, isReply ? REPLY_OCTETS : UNREACHABLE_OCTETS)
                        .during(answered, answered));
    }
}
