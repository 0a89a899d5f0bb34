package io.weir.job.generate;

import java.io.IOException;
import java.util.SplittableRandom;

/**
 * A name server that the resolvers of the Internet ask for the names of its site: its signed
 * answers are large, and all together as many as those of a reflector, but each resolver has few.
 */
final class PublicNameServer implements Activity {

    private static final int DOMAIN = 53;
    private static final int RESOLVERS = 2_000;
    private static final int QUESTION_OCTETS = 80;
    private static final int ANSWER_OCTETS = 1_232;

    /** Questions of a resolver within one flow. */
    private static final HeavyTail QUESTIONS = HeavyTail.sizes(4, 60, 1.2);

    private final int site;
    private final Host server;
    private final SplittableRandom random;
    private final Exchange exchange;

    PublicNameServer(int site, Host server, SplittableRandom random) {
        this.site = site;
        this.server = server;
        this.random = random;
        this.exchange = new Exchange(random);
    }

    @Override
    public void happen(long nowMillis, FlowConsumer flows) throws IOException {
        long questions = QUESTIONS.sample(random);
        exchange.between(site, AddressPlan.other(random.nextInt(RESOLVERS)), server)
                .sending(questions, questions * QUESTION_OCTETS)
                .receiving(questions, questions * ANSWER_OCTETS)
                .lasting(random.nextInt(1, 4_000))
                .udp(DOMAIN, nowMillis, flows);
    }
}
