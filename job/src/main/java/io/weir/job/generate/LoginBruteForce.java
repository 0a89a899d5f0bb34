package io.weir.job.generate;

import static io.weir.job.generate.SimulatedFlow.ACK;
import static io.weir.job.generate.SimulatedFlow.FIN;
import static io.weir.job.generate.SimulatedFlow.PSH;
import static io.weir.job.generate.SimulatedFlow.SYN;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A host on the Internet guesses passwords of one ssh server: session after session, each complete,
 * short and like the one before.
 */
final class LoginBruteForce implements Scenario {

    private static final int FLOWS_PER_SECOND = 20;

    @Override
    public String name() {
        return "login-brute-force";
    }

    @Override
    public String description() {
        return "one host guesses passwords of an ssh server";
    }

    @Override
    public List<Attack> attacks(Network network, SplittableRandom random) {
        return List.of(new Attack(new Guessing(network, random.split()), FLOWS_PER_SECOND));
    }

    private static final class Guessing implements Activity {

        private static final int SSH = 22;
        private static final int SESSION_FLAGS = SYN | ACK | PSH | FIN;

        private final int site;
        private final Host server;
        private final SplittableRandom random;
        private final SimulatedFlow flow = new SimulatedFlow();

        Guessing(Network network, SplittableRandom random) {
            this.site = network.siteCount() / 2;
            this.server = AddressPlan.server(site, AddressPlan.SSH_SERVER, /* ipv6= */ false);
            this.random = random;
        }

        @Override
        public void happen(long nowMillis, FlowConsumer flows) throws IOException {
            Host guesser = AddressPlan.PASSWORD_GUESSER;
            int port = EphemeralPorts.next(random);
            long end = nowMillis - 1 - random.nextInt(100);
            long start = end - random.nextInt(1_500, 3_500);
            int packets = random.nextInt(12, 17);
            flows.accept(
                    flow.between(site, guesser, server)
                            .tcp(port, SSH, SESSION_FLAGS)
                            .counted(packets, 1_900 + random.nextInt(200))
                            .during(start, end));
            flows.accept(
                    flow.between(site, server, guesser)
                            .tcp(SSH, port, SESSION_FLAGS)
                            .counted(packets + 2, 2_500 + random.nextInt(200))
                            .during(start + 1, end));
        }
    }
}
