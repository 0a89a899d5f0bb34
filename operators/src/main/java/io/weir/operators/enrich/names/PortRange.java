package io.weir.operators.enrich.names;

/** The ranges that ports of transport protocols are divided into (RFC 6335 §6). */
public enum PortRange {
    /** 0 to 1023, assigned by review. */
    SYSTEM,
    /** 1024 to 49151, assigned on request. */
    USER,
    /** 49152 to 65535, never assigned. */
    DYNAMIC;

    private static final int FIRST_USER = 1024;
    private static final int FIRST_DYNAMIC = 49_152;
    private static final int FIRST_EPHEMERAL = 32_768;

    /**
     * The range of a port.
     *
     * @param port 0 to 65535
     */
    public static PortRange of(int port) {
        if (port < FIRST_USER) {
            return SYSTEM;
        }
        return port < FIRST_DYNAMIC ? USER : DYNAMIC;
    }

    /**
     * Whether systems take the port for their clients: 32768 and up, where Linux begins; others
     * take the dynamic range.
     */
    public static boolean isEphemeral(int port) {
        return port >= FIRST_EPHEMERAL;
    }
}
