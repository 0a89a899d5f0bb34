package io.weir.operators.enrich.dns;

import java.util.HashMap;
import java.util.Map;
import org.xbill.DNS.NioClient;

/**
 * Names of addresses for one subtask. Subtasks with the same options share cache, questions and
 * threads in a process; when the last one closes, no thread is left.
 *
 * <p>Of one thread. Allocates nothing for an address that is in the cache.
 */
public final class ReverseDns implements AutoCloseable {

    private static final Map<DnsOptions, Shared> SHARED = new HashMap<>();

    /** One of those that were closed had asked a resolver. */
    private static boolean askedByClosed;

    private final DnsOptions options;
    private final BackgroundResolver resolver;
    private long hits;
    private long misses;
    private boolean closed;

    private ReverseDns(DnsOptions options, BackgroundResolver resolver) {
        this.options = options;
        this.resolver = resolver;
    }

    /** Begins to use the names that all with these options share. */
    public static ReverseDns open(DnsOptions options) {
        synchronized (SHARED) {
            Shared shared = SHARED.computeIfAbsent(options, Shared::new);
            shared.users++;
            return new ReverseDns(options, shared.resolver);
        }
    }

    /**
     * The name of an address, in ASCII and not to be changed; null if it has none or is not known
     * yet. What is not known is asked for in the background.
     *
     * @param high of the address, IPv4 as IPv4-mapped
     * @param low of the address
     */
    public byte[] name(long high, long low) {
        CachedName known = resolver.lookUp(high, low);
        if (known == null) {
            misses++;
            return null;
        }
        hits++;
        return known.name;
    }

    /** What was counted so far. */
    public long count(DnsMetric metric) {
        return switch (metric) {
            case HITS -> hits;
            case MISSES -> misses;
            default -> resolver.counted(metric);
        };
    }

    @Override
    public void close() {
        synchronized (SHARED) {
            if (closed) {
                return;
            }
            closed = true;
            Shared shared = SHARED.get(options);
            if (--shared.users > 0) {
                return;
            }
            SHARED.remove(options);
            shared.resolver.close();
            askedByClosed |= shared.resolver.counted(DnsMetric.ASKED) > 0;
            if (SHARED.isEmpty() && askedByClosed) {
                // Ends the thread that dnsjava began with the first question.
                NioClient.close();
                askedByClosed = false;
            }
        }
    }

    private static final class Shared {

        private final BackgroundResolver resolver;
        private int users;

        Shared(DnsOptions options) {
            resolver = new BackgroundResolver(options);
        }
    }
}
