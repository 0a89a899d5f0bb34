package io.weir.job.generate;

import static io.weir.job.generate.SingleScenario.attack;

import io.weir.job.generate.SingleScenario.Cast;
import java.time.Duration;
import java.util.List;

/**
 * What is far out of the ordinary. It is found by who knows what is usual, so each begins after
 * some minutes, and ends again.
 */
final class Anomalies {

    private static final double SESSIONS_RATE = 100;
    private static final double TRANSFER_RATE = 16;

    /** Few of the sessions of normal traffic are of a client of this rank. */
    private static final int CLIENT = 40;

    private static final int STORAGE = 5;

    static final List<SingleScenario> ALL =
            List.of(
                    attack(
                                    "session-fan-out",
                                    "a client suddenly has sessions with very many hosts, all"
                                            + " answered",
                                    "",
                                    SESSIONS_RATE,
                                    (network, random) -> {
                                        int site = network.siteOf(CLIENT);
                                        Host client =
                                                AddressPlan.client(site, CLIENT, /* ipv6= */ false);
                                        return Cast.of(
                                                new NatGateway(site, client, random), client);
                                    })
                            .during(minutes(3, 2)),
                    attack(
                                    "traffic-burst",
                                    "a server copies very much to one host on the Internet: TCP "
                                            + BulkTransfer.RSYNC,
                                    "",
                                    TRANSFER_RATE,
                                    (network, random) -> {
                                        int site = network.siteOf(AddressPlan.COPIED);
                                        Host server =
                                                AddressPlan.server(
                                                        site,
                                                        AddressPlan.COPIED,
                                                        /* ipv6= */ false);
                                        Host storage =
                                                AddressPlan.service(STORAGE, /* ipv6= */ false);
                                        return Cast.about(
                                                new BulkTransfer(site, server, storage, random),
                                                "service-tcp-" + BulkTransfer.RSYNC,
                                                "as-" + server.autonomousSystem() + "-source",
                                                "as-" + storage.autonomousSystem() + "-destination",
                                                "interface-" + server.interfaceIndex() + "-in",
                                                "interface-" + storage.interfaceIndex() + "-out");
                                    })
                            .foundBy("volume-anomaly-service")
                            .alsoFoundBy("volume-anomaly-as", "volume-anomaly-interface")
                            .during(minutes(5, 2)));

    private Anomalies() {}

    private static Period minutes(int onset, int length) {
        return new Period(Duration.ofMinutes(onset), Duration.ofMinutes(length));
    }
}
