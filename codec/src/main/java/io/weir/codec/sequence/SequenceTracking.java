package io.weir.codec.sequence;

import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import io.weir.codec.store.SessionStore;
import io.weir.codec.store.SessionTable;
import java.util.ArrayList;
import java.util.List;

/**
 * Follows the sequence numbers of one exporter, per protocol and domain: NetFlow v5 by engine, v7,
 * NetFlow v9 by source id, IPFIX by observation domain, sFlow by sub-agent. NetFlow v1 has none.
 *
 * <p>Kept in memory; {@link #flush} writes what has changed to the store, from where it is read
 * again when the first message comes. Allocates nothing per message but for a new domain.
 *
 * <p>Not thread-safe.
 */
public final class SequenceTracking {

    private final SessionStore store;
    private final SequenceListener listener;
    private final SequenceDomains domains;
    private boolean loaded;

    /** The domain of the last message: exporters have few. */
    private SequenceDomain current;

    /**
     * @param store of this exporter, and of no other
     * @param maxDomains the most domains at a time, at least 1
     */
    public SequenceTracking(SessionStore store, SequenceListener listener, int maxDomains) {
        this.store = store;
        this.listener = listener;
        this.domains = new SequenceDomains(maxDomains);
    }

    /**
     * Takes a message.
     *
     * @param batch its header, and the flows that were in it
     * @param uptimeMillis the exporter's uptime at export; 0 if its protocol does not say it
     * @param optionsRecords the records of options templates that were in it
     * @param complete whether these were all its records: not if a set has an unknown template, or
     *     is malformed
     */
    public void observe(FlowBatch batch, long uptimeMillis, int optionsRecords, boolean complete) {
        if (batch.protocol() == ExportProtocol.NETFLOW_V1) {
            return;
        }
        long key = SequenceDomain.key(batch.protocol(), batch.domain());
        SequenceDomain domain = current;
        if (domain == null || domain.key() != key) {
            domain = domain(key, batch.receivedMillis());
            if (domain == null) {
                listener.count(SequenceEvent.UNTRACKED, 1);
                return;
            }
            current = domain;
        }
        domain.observe(batch, uptimeMillis, optionsRecords, complete);
    }

    /** The domain, made if need be; null if there are too many. */
    private SequenceDomain domain(long key, long nowMillis) {
        load();
        SequenceDomain known = domains.find(key);
        if (known != null) {
            return known;
        }
        if (!domains.isFull()) {
            SequenceDomain added = new SequenceDomain(key, nowMillis, listener);
            domains.add(added);
            return added;
        }
        int replaceable = domains.replaceable(nowMillis);
        if (replaceable < 0) {
            return null;
        }
        SequenceDomain forgotten = domains.get(replaceable);
        if (forgotten.stored) {
            store.remove(SessionTable.SEQUENCES, forgotten.key());
        }
        SequenceDomain added = new SequenceDomain(key, nowMillis, listener);
        domains.replace(replaceable, added);
        listener.count(SequenceEvent.DOMAIN_REPLACED, 1);
        return added;
    }

    private void load() {
        if (loaded) {
            return;
        }
        loaded = true;
        // More than the limit may be stored, if it was lowered since: they are kept.
        store.forEachKey(
                SessionTable.SEQUENCES,
                key ->
                        domains.add(
                                SequenceDomain.ofBytes(
                                        key, store.get(SessionTable.SEQUENCES, key), listener)));
    }

    /** Writes to the store what has changed since the last time. */
    public void flush() {
        for (int i = 0; i < domains.size(); i++) {
            SequenceDomain domain = domains.get(i);
            if (domain.changed) {
                store.put(SessionTable.SEQUENCES, domain.key(), domain.toBytes());
                domain.changed = false;
                domain.stored = true;
            }
        }
    }

    /** All domains as they are now. Allocates: not for the hot path. */
    public List<SequenceStatus> status() {
        load();
        List<SequenceStatus> statuses = new ArrayList<>(domains.size());
        for (int i = 0; i < domains.size(); i++) {
            statuses.add(domains.get(i).status());
        }
        return statuses;
    }
}
