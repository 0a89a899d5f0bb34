package io.weir.operators.enrich;

import io.weir.codec.flow.FlowBatch;
import io.weir.operators.enrich.dns.DnsMetric;
import io.weir.operators.enrich.dns.NameScope;
import io.weir.operators.enrich.dns.ReverseDns;
import io.weir.operators.enrich.names.OperatorNames;
import io.weir.operators.enrich.names.Services;
import io.weir.operators.enrich.roles.ClientServer;
import java.io.IOException;
import javax.annotation.Nullable;

/**
 * Puts to flows what is known of their addresses, ports and exporters.
 *
 * <p>Opened and closed by each subtask for itself, and of one thread; databases, lists, names and
 * resolver behind it are shared by the process. Allocates nothing per flow once its columns have
 * grown to the largest batch.
 */
public final class Enricher implements AutoCloseable {

    private final AddressBook addresses;
    private final OperatorNames names;
    @Nullable private final ReverseDns hostNames;
    private final ConfiguredSampling sampling;
    private final ClientServer roles;
    private final EnrichedFlows flows;

    private Enricher(
            AddressBook addresses,
            OperatorNames names,
            @Nullable ReverseDns hostNames,
            EnrichmentOptions options) {
        this.addresses = addresses;
        this.names = names;
        this.hostNames = hostNames;
        sampling = new ConfiguredSampling(names);
        roles = new ClientServer(Services.iana()::isRegistered, names::isServer);
        flows =
                new EnrichedFlows(
                        addresses,
                        names,
                        options.resolve().hasEndpoints() ? hostNames : null,
                        options.resolve().hasExporters() ? hostNames : null,
                        options.asOrder());
    }

    /**
     * Opens all that flows are enriched from.
     *
     * @throws IOException if a file is missing or wrong, databases of places and autonomous systems
     *     excepted; the message names it
     */
    public static Enricher open(EnrichmentOptions options) throws IOException {
        AddressBook addresses = AddressBook.open(options);
        try {
            OperatorNames names = OperatorNames.open(options.names());
            boolean resolves = options.resolve() != NameScope.OFF;
            ReverseDns hostNames = resolves ? ReverseDns.open(options.dns()) : null;
            return new Enricher(addresses, names, hostNames, options);
        } catch (IOException | RuntimeException e) {
            addresses.close();
            throw e;
        }
    }

    /**
     * Enriches the flows of a batch, which gets the configured sampling interval where its exporter
     * told none.
     *
     * @return always the same container, good until the next call
     */
    public EnrichedFlows enrich(FlowBatch batch) {
        addresses.refresh();
        sampling.apply(batch);
        flows.begin(batch);
        long[] evidence = flows.clientEvidence();
        for (int row = 0; row < batch.size(); row++) {
            evidence[row] = roles.decide(batch, row);
        }
        return flows;
    }

    /** Addresses that the cache knew. */
    public long addressHits() {
        return addresses.hits();
    }

    /** Addresses that were looked up in databases and lists. */
    public long addressMisses() {
        return addresses.misses();
    }

    /** Loads of changed files that failed, so that what was read before is still in use. */
    public long failedLoads() {
        return addresses.failedLoads() + names.failures();
    }

    /** What was counted of reverse DNS. */
    public long count(DnsMetric metric) {
        return hostNames == null ? 0 : hostNames.count(metric);
    }

    @Override
    public void close() {
        if (hostNames != null) {
            hostNames.close();
        }
        names.close();
        addresses.close();
    }
}
