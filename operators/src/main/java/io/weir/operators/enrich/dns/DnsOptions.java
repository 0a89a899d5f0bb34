package io.weir.operators.enrich.dns;

import java.io.Serializable;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * How names are asked for.
 *
 * @param servers resolvers, the first that answers; none for those of the system
 * @param timeout how long a resolver may take
 * @param cacheEntries the most addresses that are remembered, with or without a name
 * @param queriesPerSecond the most questions to resolvers, of the whole process
 */
public record DnsOptions(
        List<InetSocketAddress> servers, Duration timeout, int cacheEntries, int queriesPerSecond)
        implements Serializable {

    public DnsOptions {
        servers = List.copyOf(servers);
    }
}
