package io.weir.job.generate;

import java.io.IOException;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * One or many hosts on the Internet guess passwords of one server: session after session, each
 * complete, short and like the one before.
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
    private final Supplier<Host> guessers;
    private final Host server;
    private final Shape shape;
    private final SplittableRandom random;
    private final Exchange exchange;

    /**
     * @param guessers who makes the next session
     */
    PasswordGuessing(
            int site, Supplier<Host> guessers, Host server, Shape shape, SplittableRandom random) {
        this.site = site;
        this.guessers = guessers;
        this.server = server;
        this.shape = shape;
        this.random = random;
        this.exchange = new Exchange(random);
    }

    @Override
    public void happen(long nowMillis, FlowConsumer flows) throws IOException {
        int packets = shape.packets() + random.nextInt(5);
        exchange.between(site, guessers.get(), server)
                .sending(packets, shape.octets() + random.nextInt(200))
                .receiving(packets + 2L, shape.answerOctets() + random.nextInt(200))
                .lasting(random.nextInt(1_500, 3_500))
                .tcp(shape.port(), nowMillis, flows);
    }
}
