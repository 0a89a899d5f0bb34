package io.weir.codec.store;

/**
 * The tables of a {@link SessionStore}. Names are those of state: they must stay as they are, and a
 * table that is no longer used keeps its name.
 */
public enum SessionTable {
    /** Templates as received, by protocol, observation domain and template id. */
    TEMPLATES("templates"),
    /** Data sets whose template has not come yet, by the order of their receipt. */
    WAITING_SETS("waiting-sets"),
    /** What records of options templates said, by what they are about. */
    OPTIONS("options"),
    /** Sequence numbers, by protocol and observation domain. */
    SEQUENCES("sequences"),
    /** Clocks and start times, by protocol and observation domain. */
    CLOCKS("clocks"),
    /** The last total counters of flows, by flow. */
    TOTALS("totals"),
    /** Addresses and ports that are servers, by both. */
    LISTENERS("listeners");

    private final String id;

    SessionTable(String id) {
        this.id = id;
    }

    /** The name of the table in state. */
    public String id() {
        return id;
    }
}
