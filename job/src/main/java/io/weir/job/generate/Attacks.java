package io.weir.job.generate;

import static io.weir.job.generate.SimulatedFlow.ICMP;
import static io.weir.job.generate.SimulatedFlow.TCP;
import static io.weir.job.generate.SimulatedFlow.UDP;
import static io.weir.job.generate.SingleScenario.attack;

import io.weir.job.generate.SingleScenario.Cast;
import io.weir.job.generate.SingleScenario.Casting;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** All attacks, with their numbers. Each has actors of its own, so that they do not mix. */
final class Attacks {

    static final int HORIZONTAL_PORT = 445;
    static final int SLOW_PORT = 3389;

    /** Of MITRE ATT&amp;CK: network service discovery. */
    private static final String DISCOVERY = "T1046";

    private static final String REMOTE_SYSTEM_DISCOVERY = "T1018";
    private static final String DIRECT_FLOOD = "T1498.001";
    private static final String REFLECTION = "T1498.002";
    private static final String PASSWORD_GUESSING = "T1110.001";
    private static final String EXPLOITATION = "T1210";

    private static final String LOGIN_RULE = "login-brute-force";
    private static final String HORIZONTAL_RULE = "syn-scan-horizontal";

    private static final double COMMON_RATE = 20;
    private static final double SPOOFED_RATE = 10;
    private static final double BEACON_RATE = 1;
    private static final int SPOOFED_SOURCES = 200;

    static final List<SingleScenario> SYN_SCANS =
            List.of(
                    attack(
                            HORIZONTAL_RULE,
                            "one scanner asks all hosts for port 445, with SYN only",
                            DISCOVERY,
                            COMMON_RATE,
                            horizontalScan(AddressPlan.HORIZONTAL_SCANNER, HORIZONTAL_PORT)),
                    attack(
                            "syn-scan-vertical",
                            "one scanner asks one host for all ports, with SYN only",
                            DISCOVERY,
                            COMMON_RATE,
                            (network, random) ->
                                    Cast.of(
                                            new VerticalSynScan(
                                                    0,
                                                    AddressPlan.VERTICAL_SCANNER,
                                                    AddressPlan.server(
                                                            0, AddressPlan.WEB_SERVER, false),
                                                    random),
                                            AddressPlan.VERTICAL_SCANNER)));

    static final SingleScenario SYN_SCAN_SLOW =
            attack(
                            "syn-scan-slow",
                            "one scanner asks a host for port 3389 every 20 s, for hours",
                            DISCOVERY,
                            1 / 20.0,
                            horizontalScan(AddressPlan.SLOW_SCANNER, SLOW_PORT))
                    .alsoFoundBy(HORIZONTAL_RULE);

    static final List<SingleScenario> SCANS =
            List.of(
                    SYN_SCAN_SLOW,
                    attack(
                                    "syn-scan-block",
                                    "one scanner asks all hosts for "
                                            + BlockSynScan.PORTS.size()
                                            + " ports each, with SYN only",
                                    DISCOVERY,
                                    COMMON_RATE,
                                    (network, random) ->
                                            Cast.of(
                                                    new BlockSynScan(
                                                            network,
                                                            AddressPlan.BLOCK_SCANNER,
                                                            random),
                                                    AddressPlan.BLOCK_SCANNER))
                            .alsoFoundBy(HORIZONTAL_RULE),
                    attack(
                                    "udp-scan",
                                    "one scanner asks all hosts for UDP services that nobody has",
                                    DISCOVERY,
                                    COMMON_RATE,
                                    (network, random) ->
                                            Cast.of(
                                                    new UdpScan(
                                                            network,
                                                            AddressPlan.UDP_SCANNER,
                                                            random),
                                                    AddressPlan.UDP_SCANNER))
                            .alsoFoundBy("icmp-unreachable"),
                    attack(
                            "icmp-sweep",
                            "one scanner pings all addresses",
                            REMOTE_SYSTEM_DISCOVERY,
                            COMMON_RATE,
                            (network, random) ->
                                    Cast.of(
                                            new IcmpSweep(
                                                    network, AddressPlan.PING_SCANNER, random),
                                            AddressPlan.PING_SCANNER)));

    static final List<SingleScenario> UNREACHABLES =
            List.of(
                    attack(
                                    "icmp-unreachable",
                                    "an infected host draws ICMP destination unreachable from many"
                                            + " targets",
                                    DISCOVERY,
                                    COMMON_RATE,
                                    (network, random) -> {
                                        int site = network.siteCount() - 1;
                                        Host suspect = server(site, AddressPlan.SUSPECT);
                                        return Cast.of(
                                                new IcmpUnreachable(site, suspect, random),
                                                suspect);
                                    })
                            .alsoFoundBy("udp-scan"),
                    attack(
                                    "icmp-backscatter",
                                    "the victim of a spoofed flood answers to many and draws"
                                            + " unreachables",
                                    "T1498",
                                    COMMON_RATE,
                                    at(AddressPlan.BACKSCATTER_VICTIM, IcmpBackscatter::new))
                            .alsoFoundBy("icmp-unreachable"),
                    attack(
                                    "icmp-backscatter-ping",
                                    "the victim of spoofed pings and UDP answers to many by ICMP",
                                    "T1498",
                                    COMMON_RATE,
                                    at(AddressPlan.PINGED_VICTIM, IcmpAnswers::new))
                            .foundBy("icmp-backscatter"));

    static final List<SingleScenario> FLOODS =
            List.of(
                    flood("syn-flood", "SYNs from", 200, 1, new Flood.Shape(TCP, 443, 1, 44)),
                    flood("udp-flood", "UDP from", 50, 2, new Flood.Shape(UDP, 80, 2_000, 1_028)),
                    flood("icmp-flood", "pings from", 50, 3, new Flood.Shape(ICMP, 0, 2_000, 84)),
                    flood(
                            "fragment-flood",
                            "fragments from",
                            50,
                            4,
                            new Flood.Shape(UDP, 0, 1_500, 1_500)));

    static final List<SingleScenario> REFLECTIONS =
            List.of(
                    reflection("dns", 5, new Reflection.Shape(53, 60, 1_380, 400)),
                    reflection("ntp", 6, new Reflection.Shape(123, 500, 468, 300)),
                    reflection("memcached", 7, new Reflection.Shape(11211, 5_000, 1_400, 40))
                            .alsoFoundBy("udp-flood"),
                    reflection("ssdp", 8, new Reflection.Shape(1900, 80, 330, 500)),
                    reflection("snmp", 9, new Reflection.Shape(161, 120, 1_460, 200)),
                    reflection("cldap", 10, new Reflection.Shape(389, 40, 1_460, 300)),
                    reflection("chargen", 11, new Reflection.Shape(19, 100, 1_020, 60)));

    static final SingleScenario TCP_REFLECTION =
            attack(
                    "tcp-reflection",
                    "servers take and refuse sessions that a host did not open",
                    REFLECTION,
                    COMMON_RATE,
                    at(AddressPlan.FIRST_VICTIM + 14, TcpReflection::new));

    static final SingleScenario OPEN_REFLECTOR =
            attack(
                    "open-reflector",
                    "a name server answers one host on the Internet large, again and again",
                    REFLECTION,
                    COMMON_RATE,
                    at(AddressPlan.OPEN_RESOLVER, OpenResolver::new));

    private static final PasswordGuessing.Shape SSH_GUESS =
            new PasswordGuessing.Shape(22, 12, 1_900, 2_500);

    static final List<SingleScenario> BRUTE_FORCES =
            List.of(
                    guessing(
                            "brute-force-ssh",
                            "one host guesses passwords of an ssh server",
                            AddressPlan.PASSWORD_GUESSER,
                            AddressPlan.SSH_SERVER,
                            SSH_GUESS),
                    guessing(
                            "brute-force-rdp",
                            "one host guesses passwords of a remote desktop",
                            AddressPlan.DESKTOP_GUESSER,
                            AddressPlan.DESKTOP_SERVER,
                            new PasswordGuessing.Shape(3389, 14, 2_400, 3_200)));

    /** So many that each has fewer sessions than who guesses alone. */
    private static final int GUESSERS = 200;

    static final SingleScenario DISTRIBUTED_BRUTE_FORCE =
            attack(
                            "brute-force-distributed",
                            GUESSERS + " hosts guess passwords of an ssh server, a few each",
                            PASSWORD_GUESSING,
                            COMMON_RATE,
                            at(
                                    AddressPlan.FIRST_VICTIM + 12,
                                    (site, host, random) ->
                                            new PasswordGuessing(
                                                    site,
                                                    () ->
                                                            AddressPlan.other(
                                                                    random.nextInt(GUESSERS)),
                                                    host,
                                                    SSH_GUESS,
                                                    random)))
                    .foundBy("login-brute-force-distributed");

    static final List<SingleScenario> ABUSES =
            List.of(
                    attack(
                            "smtp-spam",
                            "a host delivers mail to very many mail servers itself",
                            "T1071.003",
                            COMMON_RATE,
                            at(AddressPlan.SPAMMER, SmtpSpam::new)),
                    attack(
                                    "p2p",
                                    "a host shares files: UDP 4672 and TCP 4662 with very many"
                                            + " peers",
                                    "",
                                    COMMON_RATE,
                                    at(AddressPlan.FILE_SHARER, PeerToPeer::new))
                            .alsoFoundBy("udp-scan"));

    static final List<SingleScenario> WORMS =
            List.of(
                    worm("code-red", HORIZONTAL_RULE, 1, new Worm.Signature(TCP, 80, 3, 144)),
                    worm("slammer", "udp-scan", 2, new Worm.Signature(UDP, 1434, 1, 404)),
                    worm("sasser", HORIZONTAL_RULE, 3, new Worm.Signature(TCP, 445, 2, 96)),
                    worm("blaster", HORIZONTAL_RULE, 4, new Worm.Signature(TCP, 135, 1, 48)),
                    worm("welchia", "icmp-sweep", 5, new Worm.Signature(ICMP, 0, 1, 92)));

    static final List<SingleScenario> SPOOFINGS =
            List.of(
                    spoofed(
                            0,
                            "spoofed-bogon",
                            "private sources enter from the Internet",
                            (site, number) -> AddressPlan.bogon(number),
                            Attacks::webServer),
                    spoofed(
                            1,
                            "spoofed-own-prefix",
                            "the site's own addresses enter from the Internet",
                            AddressPlan::ownFromOutside,
                            Attacks::webServer),
                    spoofed(
                            2,
                            "spoofed-foreign",
                            "foreign sources leave to the Internet",
                            (site, number) -> AddressPlan.foreignFromInside(number),
                            site -> AddressPlan.service(0, /* ipv6= */ false)));

    static final List<SingleScenario> THREATS =
            List.of(
                    attack(
                                    "threat-contact",
                                    "an infected host asks its controller for orders;"
                                            + " put 203.0.113.99 on a list of threats",
                                    "T1071",
                                    BEACON_RATE,
                                    at(AddressPlan.BEACONING, Beacons::new))
                            .foundBy("threat-outbound")
                            .alsoFoundBy("threat-contact"),
                    attack(
                                    "threat-session",
                                    "a host fetches pages from a web server;"
                                            + " put 203.0.113.98 on a list of threats",
                                    "",
                                    BEACON_RATE,
                                    at(
                                            AddressPlan.FIRST_VICTIM + 13,
                                            (site, host, random) ->
                                                    new Download(
                                                            site,
                                                            AddressPlan.LISTED,
                                                            host,
                                                            random)))
                            .alsoFoundBy("threat-contact"));

    static final List<SingleScenario> ALL =
            Stream.of(
                            SYN_SCANS,
                            SCANS,
                            UNREACHABLES,
                            FLOODS,
                            REFLECTIONS,
                            BRUTE_FORCES,
                            ABUSES,
                            WORMS,
                            SPOOFINGS,
                            List.of(DISTRIBUTED_BRUTE_FORCE, OPEN_REFLECTOR, TCP_REFLECTION),
                            THREATS)
                    .flatMap(List::stream)
                    .toList();

    private Attacks() {}

    /** An activity of one host of a site. */
    @FunctionalInterface
    interface Solo {
        Activity of(int site, Host actor, SplittableRandom random);
    }

    /** A pretended source by site and number. */
    @FunctionalInterface
    private interface Pretended {
        Host of(int site, int number);
    }

    /** The server of this number in the site that {@link Network#siteOf} gives it. */
    static Casting at(int number, Solo activity) {
        return (network, random) -> {
            int site = network.siteOf(number);
            Host actor = server(site, number);
            return Cast.of(activity.of(site, actor, random), actor);
        };
    }

    private static Casting horizontalScan(Host scanner, int port) {
        return (network, random) ->
                Cast.of(new HorizontalSynScan(network, scanner, port, random), scanner);
    }

    private static SingleScenario flood(
            String name, String what, double rate, int victim, Flood.Shape shape) {
        return attack(
                name,
                what + " many sources flood one host",
                DIRECT_FLOOD,
                rate,
                at(
                        AddressPlan.FIRST_VICTIM + victim,
                        (site, host, random) -> new Flood(site, host, shape, random)));
    }

    private static SingleScenario reflection(String service, int victim, Reflection.Shape shape) {
        return attack(
                service + "-reflection",
                shape.reflectors() + " servers of UDP " + shape.port() + " answer a host large",
                REFLECTION,
                COMMON_RATE,
                at(
                        AddressPlan.FIRST_VICTIM + victim,
                        (site, host, random) -> new Reflection(site, host, shape, random)));
    }

    private static SingleScenario guessing(
            String name,
            String description,
            Host guesser,
            int server,
            PasswordGuessing.Shape shape) {
        return attack(
                        name,
                        description,
                        PASSWORD_GUESSING,
                        COMMON_RATE,
                        (network, random) -> {
                            int site = network.siteCount() / 2;
                            return Cast.of(
                                    new PasswordGuessing(
                                            site,
                                            () -> guesser,
                                            server(site, server),
                                            shape,
                                            random),
                                    guesser);
                        })
                .foundBy(LOGIN_RULE);
    }

    private static SingleScenario worm(
            String name, String sweepRule, int number, Worm.Signature signature) {
        return attack(
                        name,
                        "an infected host looks for others; each flow is "
                                + transport(signature)
                                + " with packets "
                                + signature.packets()
                                + ", bytes "
                                + signature.octets(),
                        EXPLOITATION,
                        COMMON_RATE,
                        at(
                                AddressPlan.FIRST_INFECTED + number,
                                (site, host, random) -> new Worm(site, host, signature, random)))
                .foundBy("signature-" + name)
                .alsoFoundBy(sweepRule);
    }

    private static String transport(Worm.Signature signature) {
        return switch (signature.protocol()) {
            case TCP -> "TCP " + signature.port();
            case UDP -> "UDP " + signature.port();
            default -> "ICMP echo";
        };
    }

    private static SingleScenario spoofed(
            int siteNumber,
            String name,
            String description,
            Pretended sources,
            IntFunction<Host> target) {
        return attack(
                name,
                description,
                "",
                SPOOFED_RATE,
                (network, random) -> {
                    int site = network.siteOf(siteNumber);
                    SpoofedFlows activity =
                            new SpoofedFlows(
                                    site,
                                    number -> sources.of(site, number),
                                    SPOOFED_SOURCES,
                                    target.apply(site),
                                    random);
                    return Cast.of(activity);
                });
    }

    private static Host webServer(int site) {
        return server(site, AddressPlan.WEB_SERVER);
    }

    private static Host server(int site, int number) {
        return AddressPlan.server(site, number, /* ipv6= */ false);
    }
}
