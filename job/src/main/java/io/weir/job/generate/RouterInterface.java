package io.weir.job.generate;

/** The interfaces of each exporter: which hosts are behind them. */
enum RouterInterface {
    UPLINK(1, "GigabitEthernet0/0/0", "Internet"),
    CLIENTS(2, "GigabitEthernet0/0/1", "Clients"),
    SERVERS(3, "GigabitEthernet0/0/2", "Servers");

    static final long BITS_PER_SECOND = 1_000_000_000;

    private final int index;
    private final String label;
    private final String description;

    RouterInterface(int index, String label, String description) {
        this.index = index;
        this.label = label;
        this.description = description;
    }

    /** The SNMP index (ifIndex), from 1. */
    int index() {
        return index;
    }

    /** ifName. */
    String label() {
        return label;
    }

    /** ifAlias: what the operator wrote. */
    String description() {
        return description;
    }
}
