package io.weir.operators.enrich.networks;

import static io.weir.operators.enrich.networks.Locality.BENCHMARKING;
import static io.weir.operators.enrich.networks.Locality.BOGON;
import static io.weir.operators.enrich.networks.Locality.BROADCAST;
import static io.weir.operators.enrich.networks.Locality.CGNAT;
import static io.weir.operators.enrich.networks.Locality.DOCUMENTATION;
import static io.weir.operators.enrich.networks.Locality.LINK_LOCAL;
import static io.weir.operators.enrich.networks.Locality.LOOPBACK;
import static io.weir.operators.enrich.networks.Locality.MULTICAST;
import static io.weir.operators.enrich.networks.Locality.PRIVATE;
import static io.weir.operators.enrich.networks.Locality.PUBLIC;
import static io.weir.operators.enrich.networks.Locality.UNSPECIFIED;

import io.weir.operators.enrich.prefix.AddressRange;
import java.util.List;

/**
 * The locality of every address by public registries: the longest prefix counts.
 *
 * <p>What those registries call globally reachable is public. Blocks of the global unicast space
 * (2000::/3) that IANA has not handed out yet count as public, too: the registry grows, and a job
 * that runs for years must not call new networks bogons.
 */
public final class SpecialAddresses {

    /** An entry of a registry. */
    public record Special(AddressRange range, Locality locality) {

        private static Special of(String prefix, Locality locality) {
            return new Special(AddressRange.parse(prefix), locality);
        }
    }

    /** In any order. */
    public static final List<Special> ALL =
            List.of(
                    Special.of("0.0.0.0/0", PUBLIC),
                    Special.of("0.0.0.0/8", BOGON), // RFC 791 §3.2, "this network"
                    Special.of("0.0.0.0", UNSPECIFIED), // RFC 1122 §3.2.1.3
                    Special.of("10.0.0.0/8", PRIVATE), // RFC 1918
                    Special.of("100.64.0.0/10", CGNAT), // RFC 6598
                    Special.of("127.0.0.0/8", LOOPBACK), // RFC 1122 §3.2.1.3
                    Special.of("169.254.0.0/16", LINK_LOCAL), // RFC 3927
                    Special.of("172.16.0.0/12", PRIVATE), // RFC 1918
                    Special.of("192.0.0.0/24", BOGON), // RFC 6890 §2.1, protocol assignments
                    Special.of("192.0.0.0/29", PRIVATE), // RFC 7335, inside DS-Lite
                    Special.of("192.0.0.9", PUBLIC), // RFC 7723, PCP anycast
                    Special.of("192.0.0.10", PUBLIC), // RFC 8155, TURN anycast
                    Special.of("192.0.2.0/24", DOCUMENTATION), // RFC 5737
                    Special.of("192.168.0.0/16", PRIVATE), // RFC 1918
                    Special.of("198.18.0.0/15", BENCHMARKING), // RFC 2544
                    Special.of("198.51.100.0/24", DOCUMENTATION), // RFC 5737
                    Special.of("203.0.113.0/24", DOCUMENTATION), // RFC 5737
                    Special.of("224.0.0.0/4", MULTICAST), // RFC 5771
                    Special.of("240.0.0.0/4", BOGON), // RFC 1112 §4
                    Special.of("255.255.255.255", BROADCAST), // RFC 919 §7
                    Special.of("::/0", BOGON), // RFC 4291 §2.4, all but what follows
                    Special.of("::", UNSPECIFIED), // RFC 4291 §2.5.2
                    Special.of("::1", LOOPBACK), // RFC 4291 §2.5.3
                    Special.of("64:ff9b::/96", PUBLIC), // RFC 6052, stands for an IPv4 address
                    Special.of("64:ff9b:1::/48", PRIVATE), // RFC 8215
                    Special.of("2000::/3", PUBLIC), // RFC 4291 §2.5.4
                    Special.of("2001::/23", BOGON), // RFC 2928, protocol assignments
                    Special.of("2001::/32", PUBLIC), // RFC 4380, Teredo
                    Special.of("2001:1::1", PUBLIC), // RFC 7723, PCP anycast
                    Special.of("2001:1::2", PUBLIC), // RFC 8155, TURN anycast
                    Special.of("2001:1::3", PUBLIC), // RFC 9665, DNS-SD SRP anycast
                    Special.of("2001:2::/48", BENCHMARKING), // RFC 5180
                    Special.of("2001:3::/32", PUBLIC), // RFC 7450, AMT
                    Special.of("2001:4:112::/48", PUBLIC), // RFC 7535, AS112
                    Special.of("2001:20::/28", PUBLIC), // RFC 7343, ORCHIDv2
                    Special.of("2001:30::/28", PUBLIC), // RFC 9374, drone remote id
                    Special.of("2001:db8::/32", DOCUMENTATION), // RFC 3849
                    Special.of("3fff::/20", DOCUMENTATION), // RFC 9637
                    Special.of("5f00::/16", PRIVATE), // RFC 9602, segments within a domain
                    Special.of("fc00::/7", PRIVATE), // RFC 4193
                    Special.of("fe80::/10", LINK_LOCAL), // RFC 4291 §2.5.6
                    Special.of("ff00::/8", MULTICAST)); // RFC 4291 §2.7

    private SpecialAddresses() {}
}
