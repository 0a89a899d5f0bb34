package io.weir.operators.enrich.roles;

/** The servers that the operator named. Called for each flow: allocates nothing. */
@FunctionalInterface
public interface ServerTable {

    /** Names none. */
    ServerTable EMPTY = (high, low, port) -> false;

    /**
     * Whether the operator says that there is a server.
     *
     * @param high of the address, IPv4 as IPv4-mapped
     * @param low of the address
     * @param port 0 to 65,535
     */
    boolean hasServer(long high, long low, int port);
}
