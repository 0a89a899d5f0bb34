package io.weir.job.generate;

import java.io.IOException;
import java.util.SplittableRandom;

/**
 * A name server inside answers whoever asks. Someone asks it very much in the name of one host on
 * the Internet, and it answers that host large.
 */
final class OpenResolver implements Activity {

    private static final int DOMAIN = 53;
    private static final int QUESTION_OCTETS = 64;
    private static final int ANSWER_OCTETS = 1_380;
    private static final int LEAST_QUESTIONS = 50;

    private final int site;
    private final Host resolver;
    private final Host victim;
    private final SplittableRandom random;
    private final Exchange exchange;

    OpenResolver(int site, Host resolver, SplittableRandom random) {
        this.site = site;
        this.resolver = resolver;
        this.victim = AddressPlan.other(random.nextInt(AddressPlan.OTHERS));
        this.random = random;
        this.exchange = new Exchange(random);
    }

    @Override
    public void happen(long nowMillis, FlowConsumer flows) throws IOException {
        long questions = LEAST_QUESTIONS + (long) random.nextInt(LEAST_QUESTIONS);
        exchange.between(site, victim, resolver)
                .sending(questions, questions * QUESTION_OCTETS)
                .receiving(questions, questions * ANSWER_OCTETS)
                .lasting(random.nextInt(400, 900))
                .udp(DOMAIN, nowMillis, flows);
    }
}
