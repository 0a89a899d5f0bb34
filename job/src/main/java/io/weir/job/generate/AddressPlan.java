package io.weir.job.generate;

import io.weir.codec.IpAddress;

/**
 * Who is where in the simulated network. Each exporter is the edge router of a site of its own.
 *
 * <pre>
 * 10.S.0.0/20              site S - 1 (the first 250 sites; the next 250 in 10.S.16.0/20, …)
 *   10.S.0.1 - 10.S.0.99     servers: .22 ssh, .25 mail, .32 database, .53 resolver, .80 web, .89
 *                            remote desktop, .99 suspect
 *   10.S.0.100 - .119        victims of floods, one each
 *   10.S.0.120 - .139        infected hosts and abusers, one each; .127 answers anybody, .132
 *                            copies what it has
 *   10.S.0.200 - .209        look-alikes: .200 NAT gateway, .201 resolver, .202 monitoring, .203
 *                            name server
 *   10.S.1.1 - 10.S.1.250    clients
 * 2001:db8:S::/48          the same hosts over IPv6
 * 198.51.100.0/24          services on the Internet (TEST-NET-2), 2001:db8:ffff::/48 over IPv6;
 *                            .254 is down and never answers
 * 198.18.0.0/15            any other hosts on the Internet (RFC 2544)
 * 203.0.113.0/24           attackers (TEST-NET-3): .66 scans hosts, .67 slowly, .68 by UDP, .69 by
 *                            ping, .70 a block, .77 scans ports, .22 and .89 guess passwords, .98
 *                            and .99 are on lists of threats: .99 controls infected hosts
 * 192.0.2.0/24             sources that leave a site but are none of its own (TEST-NET-1)
 * 192.168.0.0/16           private sources that enter from the Internet
 * 172.16.0.1               the collector, in captures
 * 172.16.1.S               the exporter of site S - 1, in captures (then 172.16.2.S, …)
 * </pre>
 *
 * <p>All of it is private or set aside for documentation (RFC 1918, 5737, 2544, 3849; AS numbers:
 * RFC 5398), so that no document accuses anybody.
 */
final class AddressPlan {

    /** So many sites have room in the plan. */
    static final int MAX_SITES = 4000;

    static final int CLIENTS_PER_SITE = 250;
    static final int SERVICES = 250;
    static final int OTHERS = 1 << 17;
    static final int HOSTS_PER_SITE = (1 << 12) - 2;

    static final int SSH_SERVER = 22;
    static final int MAIL_SERVER = 25;
    static final int DATABASE_SERVER = 32;
    static final int RESOLVER = 53;
    static final int WEB_SERVER = 80;
    static final int DESKTOP_SERVER = 89;
    static final int SUSPECT = 99;
    static final int FIRST_VICTIM = 100;
    static final int PINGED_VICTIM = 118;
    static final int BACKSCATTER_VICTIM = 119;
    static final int FIRST_INFECTED = 120;
    static final int BEACONING = 126;
    static final int OPEN_RESOLVER = 127;
    static final int SPAMMER = 130;
    static final int FILE_SHARER = 131;
    static final int COPIED = 132;
    static final int NAT_GATEWAY = 200;
    static final int BUSY_RESOLVER = 201;
    static final int MONITORING_SERVER = 202;
    static final int PUBLIC_NAME_SERVER = 203;

    static final IpAddress COLLECTOR = ipv4(172, 16, 0, 1);

    static final Host HORIZONTAL_SCANNER = attacker(66);
    static final Host VERTICAL_SCANNER = attacker(77);
    static final Host SLOW_SCANNER = attacker(67);
    static final Host UDP_SCANNER = attacker(68);
    static final Host PING_SCANNER = attacker(69);
    static final Host BLOCK_SCANNER = attacker(70);
    static final Host PASSWORD_GUESSER = attacker(22);
    static final Host DESKTOP_GUESSER = attacker(89);
    static final Host LISTED = attacker(98);
    static final Host CONTROLLER = attacker(99);

    private static final int FIRST_CLIENT = 257;
    private static final int SITES_PER_OCTET = 250;
    private static final int SITE_PREFIX = 20;
    private static final int UPLINK = RouterInterface.UPLINK.index();
    private static final int CLIENT_INTERFACE = RouterInterface.CLIENTS.index();
    private static final int SERVER_INTERFACE = RouterInterface.SERVERS.index();
    private static final int CLIENT_VLAN = 10;
    private static final int SERVER_VLAN = 20;
    private static final int OWN_AS = 64500;
    private static final int FIRST_SERVICE_AS = 64501;
    private static final int SERVICE_AS_COUNT = 8;
    private static final int ATTACKER_AS = 64510;
    private static final int OTHERS_AS = 64511;
    private static final int DEAD_SERVICE = 254;
    private static final long OTHERS_START = ipv4(198, 18, 0, 0).low();
    private static final long DOCUMENTATION_IPV6 = 0x2001_0db8L << 32;
    private static final int SERVICES_SUBNET = 0xffff;

    private AddressPlan() {}

    /** The address of a site's exporter in captures. */
    static IpAddress exporter(int site) {
        return ipv4(172, 16, 1 + site / SITES_PER_OCTET, 1 + site % SITES_PER_OCTET);
    }

    /** The address that a site's exporter sends from on the loopback interface. */
    static IpAddress loopbackExporter(int site) {
        return ipv4(127, 0, 1 + site / SITES_PER_OCTET, 1 + site % SITES_PER_OCTET);
    }

    /** A client of a site by rank, 0 to {@link #CLIENTS_PER_SITE} - 1. */
    static Host client(int site, int rank, boolean ipv6) {
        return inside(site, FIRST_CLIENT + rank, ipv6, CLIENT_INTERFACE, CLIENT_VLAN);
    }

    /** A server of a site by the last number of its address. */
    static Host server(int site, int number, boolean ipv6) {
        return inside(site, number, ipv6, SERVER_INTERFACE, SERVER_VLAN);
    }

    /** Any IPv4 address of a site, 1 to {@link #HOSTS_PER_SITE}, whether a host has it or not. */
    static Host address(int site, int number) {
        return number < 256
                ? server(site, number, false)
                : inside(site, number, false, CLIENT_INTERFACE, CLIENT_VLAN);
    }

    /** A service on the Internet by rank, 0 to {@link #SERVICES} - 1. */
    static Host service(int rank, boolean ipv6) {
        int autonomousSystem = FIRST_SERVICE_AS + rank % SERVICE_AS_COUNT;
        return ipv6
                ? new Host(ipv6(SERVICES_SUBNET, rank + 1), autonomousSystem, 48, UPLINK, 0)
                : new Host(ipv4(198, 51, 100, rank + 1), autonomousSystem, 24, UPLINK, 0);
    }

    /** A service that never answers. */
    static Host deadService() {
        return service(DEAD_SERVICE - 1, false);
    }

    /** A host on the Internet by number, 0 to {@link #OTHERS} - 1. */
    static Host other(int number) {
        long address = OTHERS_START | (number & (OTHERS - 1));
        return new Host(new IpAddress(0, address), OTHERS_AS, 15, UPLINK, 0);
    }

    /** A private address that comes from the Internet, where it has no route. */
    static Host bogon(int number) {
        return new Host(ipv4(192, 168, number >>> 8 & 0xff, number & 0xff), 0, 0, UPLINK, 0);
    }

    /** A client's address of the site that comes from the Internet. */
    static Host ownFromOutside(int site, int number) {
        Host client = client(site, number % CLIENTS_PER_SITE, /* ipv6= */ false);
        return new Host(client.address(), OWN_AS, SITE_PREFIX, UPLINK, 0);
    }

    /** An address of the Internet that comes from the clients of a site. */
    static Host foreignFromInside(int number) {
        return new Host(ipv4(192, 0, 2, number & 0xff), 0, 0, CLIENT_INTERFACE, CLIENT_VLAN);
    }

    private static Host attacker(int number) {
        return new Host(ipv4(203, 0, 113, number), ATTACKER_AS, 24, UPLINK, 0);
    }

    private static Host inside(int site, int number, boolean ipv6, int interfaceIndex, int vlan) {
        if (ipv6) {
            return new Host(ipv6(site + 1, number), OWN_AS, 48, interfaceIndex, vlan);
        }
        int second = 1 + site % SITES_PER_OCTET;
        int third = site / SITES_PER_OCTET * 16 + (number >>> 8);
        return new Host(
                ipv4(10, second, third, number & 0xff), OWN_AS, SITE_PREFIX, interfaceIndex, vlan);
    }

    private static IpAddress ipv4(int a, int b, int c, int d) {
        return IpAddress.ofIpv4((long) a << 24 | (long) b << 16 | (long) c << 8 | d);
    }

    private static IpAddress ipv6(int subnet, int host) {
        return new IpAddress(DOCUMENTATION_IPV6 | (long) subnet << 16, host);
    }
}
