package io.weir.operators.exporters;

import io.weir.codec.flow.ExportProtocol;
import io.weir.codec.flow.FlowBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Datagrams and sequence numbers by protocol and observation domain, the first {@value
 * ExporterActivity#MAX_DOMAINS} of them. Most exporters have one; they are looked through from the
 * last that was met.
 */
final class DomainCounts {

    /** A domain has 32 bits. */
    private static final long NO_HEADER = -1;

    private ExportProtocol[] protocols = new ExportProtocol[1];
    private long[] domains = new long[1];
    private long[] datagrams = new long[1];
    private long[] firstSequences = new long[1];
    private long[] lastSequences = new long[1];
    private int size;
    private int last;
    private final Set<ExportProtocol> seen = EnumSet.noneOf(ExportProtocol.class);

    /** Makes sure that the header of an earlier datagram is not taken for that of this one. */
    void begin(FlowBatch batch) {
        batch.setHeader(batch.protocol(), NO_HEADER, 0, 0);
    }

    /** Counts the datagram, if its header could be read. */
    void end(FlowBatch batch) {
        if (batch.domain() == NO_HEADER) {
            return;
        }
        seen.add(batch.protocol());
        int at = find(batch.protocol(), batch.domain());
        if (at < 0) {
            return;
        }
        if (datagrams[at] == 0) {
            firstSequences[at] = batch.sequence();
        }
        datagrams[at]++;
        lastSequences[at] = batch.sequence();
    }

    private int find(ExportProtocol protocol, long domain) {
        for (int i = 0; i < size; i++) {
            int at = last + i < size ? last + i : last + i - size;
            if (domains[at] == domain && protocols[at] == protocol) {
                last = at;
                return at;
            }
        }
        return size < ExporterActivity.MAX_DOMAINS ? add(protocol, domain) : -1;
    }

    private int add(ExportProtocol protocol, long domain) {
        if (size == domains.length) {
            int capacity = 2 * size;
            protocols = Arrays.copyOf(protocols, capacity);
            domains = Arrays.copyOf(domains, capacity);
            datagrams = Arrays.copyOf(datagrams, capacity);
            firstSequences = Arrays.copyOf(firstSequences, capacity);
            lastSequences = Arrays.copyOf(lastSequences, capacity);
        }
        protocols[size] = protocol;
        domains[size] = domain;
        datagrams[size] = 0;
        last = size;
        return size++;
    }

    void clear() {
        size = 0;
        last = 0;
        seen.clear();
    }

    Set<ExportProtocol> protocols() {
        return seen;
    }

    List<DomainActivity> toList() {
        List<DomainActivity> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(
                    DomainActivity.of(
                            protocols[i],
                            domains[i],
                            datagrams[i],
                            firstSequences[i],
                            lastSequences[i]));
        }
        return list;
    }
}
