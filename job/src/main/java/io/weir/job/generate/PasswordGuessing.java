package io.weir.job.generate;

import java.io.IOException;
import java.util.SplittableRandom;

/**
 * A host on the Internet guesses passwords of one server: session after session, each complete,
 * short and like the one before.
 */
final class PasswordGuessing implements Activity {

    /**
     * What a guess takes.
     *
     * @param port of the service
     * @param packets from the guesser, at least
     * @param octets from the guesser, at least
     * @param answerOctets from the server, at least
     */
    record Shape(int port, int packets, int octets, int answerOctets) {}

    private final int site;
    private final Host guesser;
    private final Host server;
    private final Shape shape;
    private final SplittableRandom random;
    private final Exchange exchange;

    PasswordGuessing(int site, Host guesser, Host server, Shape shape, SplittableRandom random) {
        this.site = site;
        this.guesser = guesser;
        this.server = server;
        this.shape = shape;
        this.random = random;
        this.exchange = new Exchange(random);
    }

    @Override
    public void happen(long nowMillis, FlowConsumer flows) throws IOException {
        int packets = shape.packets() + random.nextInt(5);
        exchange.between(site, guesser, server)
                .sending(packets, shape.octets() + random.nextInt(200))
                .receiving(packets + 2L, shape.answerOctets() + random.nextInt(200))
                .lasting(random.nextInt(1_500, 3_500))
                .tcp(shape.port(), nowMillis, flows);
    }
}
