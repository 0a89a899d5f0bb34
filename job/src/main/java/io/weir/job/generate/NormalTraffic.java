package io.weir.job.generate;

import static io.weir.job.generate.SimulatedFlow.ACK;
import static io.weir.job.generate.SimulatedFlow.FIN;
import static io.weir.job.generate.SimulatedFlow.ICMP;
import static io.weir.job.generate.SimulatedFlow.PSH;
import static io.weir.job.generate.SimulatedFlow.RST;
import static io.weir.job.generate.SimulatedFlow.SYN;
import static io.weir.job.generate.SimulatedFlow.TCP;
import static io.weir.job.generate.SimulatedFlow.UDP;

import io.weir.job.generate.Application.Parties;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What an office network does all day. Few hosts and services make most of the sessions, few
 * sessions make most of the bytes; each session is two flows, one per direction. Some sessions last
 * for minutes or hours: {@link Conversations}.
 */
final class NormalTraffic implements Activity {

    private static final int MTU_PAYLOAD = 1_400;
    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;
    private static final int TCP_HEADER = 32;
    private static final int UDP_HEADER = 8;
    private static final int TCP_HANDSHAKE_PACKETS = 3;
    private static final int COMPLETE = SYN | ACK | PSH | FIN;
    private static final int ABORTED = SYN | ACK | PSH | RST;
    private static final int ONE_IN_SO_MANY_ABORTED = 40;
    private static final int ONE_IN_SO_MANY_UNANSWERED = 200;
    private static final int ONE_IN_SO_MANY_IPV6 = 4;
    private static final int ONE_IN_SO_MANY_LASTING = 50;

    private static final HeavyTail SMALL = HeavyTail.sizes(40, 1_200, 2.0);
    private static final HeavyTail MEDIUM = HeavyTail.sizes(400, 2_000_000, 1.2);
    private static final HeavyTail LARGE = HeavyTail.sizes(2_500, 400_000_000, 1.1);

    /** Work over ssh takes many packets; a session of few is what a guesser of passwords has. */
    private static final HeavyTail WORK = HeavyTail.sizes(60_000, 400_000_000, 1.1);

    private static final HeavyTail TIME = HeavyTail.sizes(48, 48, 1);
    private static final HeavyTail INSTANT = HeavyTail.sizes(1, 400, 1.1);
    private static final HeavyTail SHORT = HeavyTail.sizes(30, 60_000, 1.0);
    private static final HeavyTail LONG = HeavyTail.sizes(2_000, 60_000, 0.9);

    private static final List<Application> APPLICATIONS =
            List.of(
                    app(38, TCP, 443, Parties.CLIENT_TO_SERVICE, MEDIUM, LARGE, SHORT, 0),
                    app(10, UDP, 443, Parties.CLIENT_TO_SERVICE, MEDIUM, LARGE, SHORT, 0),
                    app(4, TCP, 80, Parties.CLIENT_TO_SERVICE, SMALL, MEDIUM, SHORT, 0),
                    app(20, UDP, 53, Parties.CLIENT_TO_RESOLVER, SMALL, SMALL, INSTANT, 0),
                    app(6, UDP, 53, Parties.RESOLVER_TO_SERVICE, SMALL, SMALL, INSTANT, 0),
                    app(4, UDP, 123, Parties.CLIENT_TO_SERVICE, TIME, TIME, INSTANT, 0xb8),
                    app(3, TCP, 993, Parties.CLIENT_TO_MAIL, MEDIUM, LARGE, LONG, 0),
                    app(4, TCP, 5432, Parties.CLIENT_TO_DATABASE, MEDIUM, LARGE, LONG, 0x28),
                    app(2, TCP, 22, Parties.CLIENT_TO_SSH, WORK, WORK, LONG, 0x10),
                    app(6, TCP, 443, Parties.OTHER_TO_WEB, MEDIUM, LARGE, SHORT, 0),
                    app(3, ICMP, 0, Parties.CLIENT_TO_SERVICE, SMALL, SMALL, INSTANT, 0));

    /** What lasts: streams and calls, and connections that mail and database clients keep. */
    private static final List<Application> LASTING =
            List.of(
                    APPLICATIONS.get(0),
                    APPLICATIONS.get(1),
                    APPLICATIONS.get(6),
                    APPLICATIONS.get(7));

    private final HeavyTail clients = HeavyTail.ranks(AddressPlan.CLIENTS_PER_SITE);
    private final HeavyTail services = HeavyTail.ranks(AddressPlan.SERVICES);
    private final SimulatedFlow flow = new SimulatedFlow();
    private final Application[] byShare;
    private final Network network;
    private final SplittableRandom random;
    private final Conversations conversations;
    private final long activeTimeoutMillis;

    NormalTraffic(Network network, ExporterOptions exporters, SplittableRandom random) {
        this.network = network;
        this.random = random;
        this.conversations = new Conversations(exporters, random.split());
        this.activeTimeoutMillis = exporters.activeTimeout().toMillis();
        this.byShare =
                APPLICATIONS.stream()
                        .flatMap(a -> Collections.nCopies(a.share(), a).stream())
                        .toArray(Application[]::new);
    }

    @Override
    public void happen(long nowMillis, FlowConsumer flows) throws IOException {
        if (conversations.isDue(nowMillis)) {
            conversations.exportNext(flows);
            return;
        }
        if (random.nextInt(ONE_IN_SO_MANY_LASTING) == 0 && conversations.hasRoom()) {
            begin(nowMillis);
        }
        int site = random.nextInt(network.siteCount());
        if (random.nextInt(ONE_IN_SO_MANY_UNANSWERED) == 0) {
            unanswered(site, nowMillis, flows);
            return;
        }
        Application application = byShare[random.nextInt(byShare.length)];
        boolean ipv6 = application.parties() != Parties.OTHER_TO_WEB && mayBeIpv6(site);
        Host client = client(application.parties(), site, ipv6);
        Host server = server(application.parties(), site, ipv6);
        session(application, site, client, server, nowMillis, flows);
    }

    private boolean mayBeIpv6(int site) {
        return network.carriesIpv6(site) && random.nextInt(ONE_IN_SO_MANY_IPV6) == 0;
    }

    private void begin(long nowMillis) {
        int site = random.nextInt(network.siteCount());
        Application application = LASTING.get(random.nextInt(LASTING.size()));
        boolean ipv6 = mayBeIpv6(site);
        Host client = client(application.parties(), site, ipv6);
        Host server = server(application.parties(), site, ipv6);
        conversations.begin(application, site, client, server, nowMillis);
    }

    private void session(
            Application application,
            int site,
            Host client,
            Host server,
            long nowMillis,
            FlowConsumer flows)
            throws IOException {
        int clientPort = EphemeralPorts.next(random);
        int flags = random.nextInt(ONE_IN_SO_MANY_ABORTED) == 0 ? ABORTED : COMPLETE;
        long end = nowMillis - 1 - random.nextInt(100);
        long start = end - Math.min(activeTimeoutMillis, application.millis().sample(random));
        long request = varied(application.request().sample(random));
        long response = varied(application.response().sample(random));
        // Each direction acknowledges the other: one packet for two.
        long requestPackets = packets(request) + packets(response) / 2;
        long responsePackets = packets(response) + packets(request) / 2;

        flow.between(site, client, server);
        speak(application, clientPort, application.port(), flags, /* asks= */ true);
        flows.accept(count(application, requestPackets, request).during(start, end));

        flow.between(site, server, client);
        speak(application, application.port(), clientPort, flags, /* asks= */ false);
        long answered = Math.min(end, start + 1 + random.nextInt(30));
        flows.accept(count(application, responsePackets, response).during(answered, end));
    }

    /** A service that is down: always the same, so that nobody takes its clients for scanners. */
    private void unanswered(int site, long nowMillis, FlowConsumer flows) throws IOException {
        long end = nowMillis - 1 - random.nextInt(100);
        Host client = AddressPlan.client(site, clients.sample(random), /* ipv6= */ false);
        flows.accept(
                flow.between(site, client, AddressPlan.deadService())
                        .tcp(EphemeralPorts.next(random), 443, SYN)
                        .counted(3, 3 * 60)
                        .during(end - 3_000, end));
    }

    private void speak(
            Application application, int sourcePort, int destinationPort, int flags, boolean asks) {
        switch (application.protocol()) {
            case TCP -> flow.tcp(sourcePort, destinationPort, flags);
            case UDP -> flow.udp(sourcePort, destinationPort);
            default -> flow.icmp(echo(asks), 0);
        }
    }

    private int echo(boolean asks) {
        if (flow.isIpv6()) {
            return asks ? IcmpType.ECHO_REQUEST_V6 : IcmpType.ECHO_REPLY_V6;
        }
        return asks ? IcmpType.ECHO_REQUEST : IcmpType.ECHO_REPLY;
    }

    private SimulatedFlow count(Application application, long payloadPackets, long payload) {
        boolean tcp = application.protocol() == TCP;
        long packets = payloadPackets + (tcp ? TCP_HANDSHAKE_PACKETS : 0);
        int headers = (flow.isIpv6() ? IPV6_HEADER : IPV4_HEADER) + (tcp ? TCP_HEADER : UDP_HEADER);
        return flow.tos(application.tos()).counted(packets, payload + packets * headers);
    }

    private Host client(Parties parties, int site, boolean ipv6) {
        return switch (parties) {
            case RESOLVER_TO_SERVICE -> AddressPlan.server(site, AddressPlan.RESOLVER, ipv6);
            case OTHER_TO_WEB -> AddressPlan.other(random.nextInt(AddressPlan.OTHERS));
            default -> AddressPlan.client(site, clients.sample(random), ipv6);
        };
    }

    private Host server(Parties parties, int site, boolean ipv6) {
        return switch (parties) {
            case CLIENT_TO_RESOLVER -> AddressPlan.server(site, AddressPlan.RESOLVER, ipv6);
            case CLIENT_TO_MAIL -> AddressPlan.server(site, AddressPlan.MAIL_SERVER, ipv6);
            case CLIENT_TO_DATABASE -> AddressPlan.server(site, AddressPlan.DATABASE_SERVER, ipv6);
            case CLIENT_TO_SSH -> AddressPlan.server(site, AddressPlan.SSH_SERVER, ipv6);
            case OTHER_TO_WEB -> AddressPlan.server(site, AddressPlan.WEB_SERVER, ipv6);
            default -> AddressPlan.service(services.sample(random), ipv6);
        };
    }

    /** The table of a distribution has few values; real sizes are seldom twice the same. */
    private long varied(long size) {
        return size + random.nextLong(size / 64 + 1);
    }

    private static long packets(long payload) {
        return 1 + payload / MTU_PAYLOAD;
    }

    private static Application app(
            int share,
            int protocol,
            int port,
            Parties parties,
            HeavyTail request,
            HeavyTail response,
            HeavyTail millis,
            int tos) {
        return new Application(share, protocol, port, parties, request, response, millis, tos);
    }
}
