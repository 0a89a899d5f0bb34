package io.weir.operators.enrich.roles;

/** Knows the ports of registered services. Called for each flow: allocates nothing. */
@FunctionalInterface
public interface PortRegistry {

    /**
     * Whether a service is registered on this port.
     *
     * @param protocol IANA protocol number
     * @param port 0 to 65,535
     */
    boolean isRegistered(int protocol, int port);
}
