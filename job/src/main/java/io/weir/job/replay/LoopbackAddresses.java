package io.weir.job.replay;

import io.weir.codec.IpAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The addresses of the loopback network that stand for exporters: 127 and the last three numbers of
 * the exporter's own, so that 10.1.2.3 sends from 127.1.2.3. The second of two that would have the
 * same gets the next that is free.
 */
final class LoopbackAddresses {

    private static final int HOST_BITS = 24;
    private static final int HOST_MASK = (1 << HOST_BITS) - 1;
    private static final long NETWORK = 127L << HOST_BITS;

    private final Map<IpAddress, IpAddress> addresses = new HashMap<>();
    private final Set<IpAddress> taken = new HashSet<>();

    /** The same for the same exporter, and another for each; one of 127.0.0.0/8. */
    IpAddress of(IpAddress exporter) {
        return addresses.computeIfAbsent(exporter, this::choose);
    }

    private IpAddress choose(IpAddress exporter) {
        long host = exporter.low() & HOST_MASK;
        IpAddress candidate = address(host);
        while (isReserved(host) || !taken.add(candidate)) {
            host = (host + 1) & HOST_MASK;
            candidate = address(host);
        }
        return candidate;
    }

    /** The address of the network itself, and its broadcast address. */
    private static boolean isReserved(long host) {
        return host == 0 || host == HOST_MASK;
    }

    private static IpAddress address(long host) {
        return IpAddress.ofIpv4(NETWORK | host);
    }
}
