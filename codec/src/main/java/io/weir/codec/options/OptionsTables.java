package io.weir.codec.options;

import io.weir.codec.flow.ExportProtocol;

/** The records of an exporter by observation domain, and of all its domains together. */
final class OptionsTables {

    private static final ScopeTables EMPTY = new ScopeTables();

    private final LongTable<ScopeTables> domains = new LongTable<>();
    private final ScopeTables netflowV9 = new ScopeTables();
    private final ScopeTables ipfix = new ScopeTables();

    void place(ExportProtocol protocol, OptionsRecord record) {
        long key = key(protocol, record.domain);
        ScopeTables domain = domains.get(key);
        if (domain == null) {
            domain = new ScopeTables();
            domains.put(key, domain);
        }
        domain.place(record);
        ofAllDomains(protocol).place(record);
    }

    /** Of one domain; empty if nothing is known of it. */
    ScopeTables ofDomain(ExportProtocol protocol, long domain) {
        ScopeTables found = domains.get(key(protocol, domain));
        return found == null ? EMPTY : found;
    }

    /** Of all domains: where they contradict each other, what was said last. */
    ScopeTables ofAllDomains(ExportProtocol protocol) {
        return switch (protocol) {
            case NETFLOW_V9 -> netflowV9;
            case IPFIX -> ipfix;
            default -> EMPTY;
        };
    }

    private static long key(ExportProtocol protocol, long domain) {
        return (long) protocol.code() << 32 | domain;
    }
}
