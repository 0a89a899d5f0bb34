package io.weir.job.config;

import io.weir.operators.enrich.dns.DnsOptions;
import io.weir.operators.enrich.dns.NameScope;
import java.io.Serializable;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * Names of addresses by reverse DNS.
 *
 * @param resolve whose names are looked up
 * @param servers resolvers; none for those of the system
 * @param timeout how long a resolver may take
 * @param cacheEntries the most addresses that are remembered by a process
 * @param queriesPerSecond the most questions of a process
 */
public record DnsConfiguration(
        NameScope resolve,
        List<InetSocketAddress> servers,
        Duration timeout,
        int cacheEntries,
        int queriesPerSecond)
        implements Serializable {

    static final Key<NameScope> RESOLVE =
            Key.of(
                    "dns.resolve",
                    ValueType.oneOf(NameScope.class),
                    "off",
                    "Whose addresses get names by reverse DNS: exporters, endpoints (sources and"
                            + " destinations of flows), or all. Names are asked for in the"
                            + " background: the first flows of an address go unnamed.");

    static final Key<List<InetSocketAddress>> SERVERS =
            Key.withoutDefault(
                    "dns.servers",
                    ValueType.listOf(ValueType.dnsServer()),
                    "Resolvers, the first that answers; without it those of the system.");

    static final Key<Duration> TIMEOUT =
            Key.of(
                    "dns.timeout",
                    ValueType.duration("100ms", "30s"),
                    "2s",
                    "How long a resolver may take; then the next one is asked, once.");

    static final Key<Integer> CACHE_ENTRIES =
            Key.of(
                    "dns.cache-entries",
                    ValueType.integer(1_000, 10_000_000),
                    "131072",
                    "Addresses that a process remembers, with a name or without; the next lower"
                            + " power of two counts. About 150 bytes each.");

    static final Key<Integer> QUERIES_PER_SECOND =
            Key.of(
                    "dns.queries-per-second",
                    ValueType.integer(1, 100_000),
                    "500",
                    "Questions that a process asks at most; what is over it waits, and is dropped"
                            + " and counted when too much waits.");

    static final List<Key<?>> KEYS =
            List.of(RESOLVE, SERVERS, TIMEOUT, CACHE_ENTRIES, QUERIES_PER_SECOND);

    static DnsConfiguration from(Settings settings) {
        return new DnsConfiguration(
                settings.get(RESOLVE),
                settings.isGiven(SERVERS) ? settings.get(SERVERS) : List.of(),
                settings.get(TIMEOUT),
                settings.get(CACHE_ENTRIES),
                settings.get(QUERIES_PER_SECOND));
    }

    /** How names are asked for. */
    public DnsOptions options() {
        return new DnsOptions(servers, timeout, cacheEntries, queriesPerSecond);
    }
}
