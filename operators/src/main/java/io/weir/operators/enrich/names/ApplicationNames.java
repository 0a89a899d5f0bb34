package io.weir.operators.enrich.names;

import io.weir.codec.normalise.ApplicationId;

/**
 * Names of application ids whose classification engine takes its numbers from a public registry
 * (RFC 6759 §4.1). Of all others the exporter tells the names, in options records, or the operator,
 * in {@link Applications}.
 */
public final class ApplicationNames {

    private static final int IANA_LAYER_3 = 1;
    private static final int ETHER_TYPE = 18;
    private static final int MAX_PROTOCOL = 0xff;
    private static final int MAX_PORT = 0xffff;

    /** An id of engine 3 does not tell the protocol: the first that has the port counts. */
    private static final int[] TRANSPORTS = {
        IpProtocols.TCP, IpProtocols.UDP, IpProtocols.SCTP, IpProtocols.DCCP
    };

    private ApplicationNames() {}

    /**
     * The name of an application.
     *
     * @param id as in {@link ApplicationId}
     * @return null if no public registry has one
     */
    public static String of(long id) {
        long selector = ApplicationId.selector(id);
        return switch (ApplicationId.engine(id)) {
            case IANA_LAYER_3 ->
                    selector > MAX_PROTOCOL ? null : Registry.IP_PROTOCOLS.nameOf((int) selector);
            case ApplicationId.IANA_LAYER_4 -> selector > MAX_PORT ? null : service((int) selector);
            case ETHER_TYPE ->
                    selector > MAX_PORT ? null : Registry.ETHER_TYPES.nameOf((int) selector);
            default -> null;
        };
    }

    private static String service(int port) {
        Services services = Services.iana();
        for (int transport : TRANSPORTS) {
            int id = services.find(transport, port);
            if (id != 0) {
                return services.name(id);
            }
        }
        return null;
    }
}
